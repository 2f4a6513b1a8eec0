/** Constructors that take memory outside the heap. */
const BUFFERS = ['ArrayBuffer', 'SharedArrayBuffer'] as const;
const ARRAYS = [
  ...(['Uint8Array', 'Int8Array', 'Uint8ClampedArray', 'Uint16Array', 'Int16Array'] as const),
  ...(['Uint32Array', 'Int32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'] as const),
];
/** What gives an array with memory of its own. */
const COPIES = ['slice', 'map', 'filter'] as const;
const PAGE = 65536;

type Sized = { readonly byteLength: number };
type Method = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Counts the bytes of all buffers, typed arrays, WebAssembly memories and reads of files that are made in this thread, those that are let go
 * again included: more than are ever held at once. Until `stop` is called the constructors of the thread are replaced.
 */
export class CountedAllocations {
  bytes = 0;
  private readonly undo: (() => void)[] = [];

  constructor() {
    const add = (result: unknown): void => {
      this.bytes += (result as Sized).byteLength;
    };
    for (const name of BUFFERS) this.constructed(globalThis, name, add);
    for (const name of ARRAYS) {
      // One on a buffer that there is takes none.
      this.constructed(globalThis, name, (result, [from]) => {
        if (!(from instanceof ArrayBuffer || from instanceof SharedArrayBuffer)) add(result);
      });
    }
    const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as object;
    for (const name of COPIES) this.called(typedArray, name, add);
    this.called(ArrayBuffer.prototype, 'slice', add);
    this.called(Blob.prototype, 'arrayBuffer', async (read) => add(await read));
    this.constructed(WebAssembly, 'Memory', (memory) => add((memory as WebAssembly.Memory).buffer));
    this.called(WebAssembly.Memory.prototype, 'grow', (_before, [pages]) => {
      this.bytes += PAGE * Number(pages);
    });
  }

  stop(): void {
    for (const restore of this.undo.splice(0)) restore();
  }

  private constructed(holder: object, name: string, made: (result: unknown, args: unknown[]) => void): void {
    const own = Reflect.get(holder, name) as new (...args: unknown[]) => object;
    const counting = new Proxy(own, {
      construct: (target, args, newTarget) => {
        const result = Reflect.construct(target, args, newTarget === counting ? target : newTarget) as object;
        made(result, args);
        return result;
      },
    });
    this.replace(holder, name, counting);
  }

  private called(holder: object, name: string, done: (result: unknown, args: unknown[]) => unknown): void {
    const own = Reflect.get(holder, name) as Method;
    this.replace(holder, name, function (this: unknown, ...args: unknown[]) {
      const result = own.apply(this, args);
      void done(result, args);
      return result;
    });
  }

  private replace(holder: object, name: string, value: unknown): void {
    const before = Object.getOwnPropertyDescriptor(holder, name);
    if (!before) throw new Error(`${name} is not there.`);
    Object.defineProperty(holder, name, { ...before, value });
    this.undo.push(() => Object.defineProperty(holder, name, before));
  }
}

/** The bytes that `work` takes, and what came of it. */
export async function allocationsOf<Result>(work: () => Promise<Result>): Promise<{ result: Result; bytes: number }> {
  const counted = new CountedAllocations();
  try {
    const result = await work();
    return { result, bytes: counted.bytes };
  } finally {
    counted.stop();
  }
}
