/** What a module's imports and exports are called, of which its build makes a letter or two. */
export interface CodecModule {
  readonly memory: string;
  readonly table: string;
  /** The function that registers all others. */
  readonly start: string;
  /** What each import is, by the name that it has in the module. */
  readonly imports: Readonly<Record<string, string>>;
}

/** A function of the module, by its place in the table, and what it is called with first. */
interface Method {
  readonly invoker: number;
  readonly context: number;
}

type Import = (...numbers: number[]) => number | undefined;
type Invoker = (...numbers: number[]) => number;

const PAGE = 65536;
/** What the modules can hold: they say so themselves. */
const MOST_BYTES = 2 ** 31;
/** What stands for any object of the page that a module asks for. */
const SOME_OBJECT = 1;
/** Of WASI. */
const BAD_FILE = 8;

/**
 * A decoder in C++ that Emscripten compiled (a class with `getEncodedBuffer`, `decode` and `getDecodedBuffer`), in as much of its bindings as that class takes:
 * no text becomes a program, nothing is printed, and memory grows no further than it is allowed to. After a {@link decode} that threw, it is not to be used again.
 */
export class WasmCodec {
  private readonly memory: WebAssembly.Memory;
  private readonly table: WebAssembly.Table;
  private readonly methods = new Map<string, Method>();
  private constructing: Method = { invoker: 0, context: 0 };
  private destroying = 0;
  /** Bytes that the module showed last. */
  private shown = { at: 0, length: 0 };
  private most = MOST_BYTES;
  private refused = false;

  /** @throws WebAssembly.LinkError where `module` is another one than `names` are of. */
  static async of(module: WebAssembly.Module, names: CodecModule): Promise<WasmCodec> {
    const handlers: { current: Readonly<Record<string, Import>> } = { current: {} };
    const imports: Record<string, Import> = {};
    for (const key of Object.keys(names.imports)) {
      imports[key] = (...numbers) => {
        const handler = handlers.current[names.imports[key]];
        return handler ? handler(...numbers) : 0;
      };
    }
    const { exports } = await WebAssembly.instantiate(module, { a: imports });
    return new WasmCodec(exports, names, handlers);
  }

  private constructor(
    exports: WebAssembly.Exports,
    names: CodecModule,
    handlers: { current: Readonly<Record<string, Import>> },
  ) {
    this.memory = exports[names.memory] as WebAssembly.Memory;
    this.table = exports[names.table] as WebAssembly.Table;
    handlers.current = this.handlers();
    (exports[names.start] as () => void)();
  }

  /** Memory that it holds, in bytes. */
  get size(): number {
    return this.memory.buffer.byteLength;
  }

  /** Whether it wanted more memory than it was allowed, or than there is. */
  get isOutOfMemory(): boolean {
    return this.refused;
  }

  /**
   * What `coded` decodes to, as the class gives it; nothing where it does not tell why it failed.
   * @param most bytes of memory that it may hold for that
   * @throws Error where it fails, and where memory is lacking.
   */
  decode(coded: Uint8Array, most: number): Uint8Array<ArrayBuffer> {
    this.most = Math.min(most, MOST_BYTES);
    const { invoker, context } = this.constructing;
    const self = this.call(invoker, context);
    this.ask('getEncodedBuffer', self, coded.length);
    this.bytes().set(coded, this.shown.at);
    this.ask('decode', self);
    this.ask('getDecodedBuffer', self);
    const { at, length } = this.shown;
    const decoded = this.bytes().slice(at, at + length);
    this.call(this.destroying, self);
    return decoded;
  }

  private ask(name: string, self: number, ...numbers: number[]): void {
    const method = this.methods.get(name);
    if (!method) throw new Error(`The module has no ${name}.`);
    this.call(method.invoker, method.context, self, ...numbers);
  }

  private call(place: number, ...numbers: number[]): number {
    return (this.table.get(place) as Invoker)(...numbers) >>> 0;
  }

  private bytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.memory.buffer as ArrayBuffer);
  }

  private word(at: number): number {
    return new DataView(this.memory.buffer).getUint32(at, true);
  }

  private setWord(at: number, value: number): void {
    new DataView(this.memory.buffer).setUint32(at, value, true);
  }

  /** A name without the types of what is passed. */
  private nameAt(at: number): string {
    const bytes = this.bytes();
    let name = '';
    for (let i = at >>> 0; bytes[i] !== 0; i++) name += String.fromCharCode(bytes[i]);
    return name.replace(/\(.*/, '');
  }

  /** What the module may ask for, by Emscripten's names; whatever is not here does nothing, and gives 0. */
  private handlers(): Readonly<Record<string, Import>> {
    const show: Import = (at) => {
      // A view of memory: how many bytes, and where.
      this.shown = { length: this.word(at), at: this.word(at + 4) };
      return SOME_OBJECT;
    };
    const fail: Import = () => {
      throw new Error('The codec failed.');
    };
    return {
      embind_register_class: (...numbers) => {
        this.destroying = numbers[12];
        return undefined;
      },
      embind_register_class_constructor: (_class, _count, _types, _signature, invoker, context) => {
        this.constructing = { invoker, context };
        return undefined;
      },
      embind_register_class_function: (_class, name, _count, _types, _signature, invoker, context) => {
        this.methods.set(this.nameAt(name), { invoker, context });
        return undefined;
      },
      emval_take_value: (_type, at) => show(at >>> 0),
      emval_call: (_caller, _object, _destructors, at) => show(at >>> 0),
      emval_get_global: () => SOME_OBJECT,
      cxa_throw: fail,
      abort_js: fail,
      emscripten_memcpy_js: (to, from, count) => {
        this.bytes().copyWithin(to >>> 0, from >>> 0, (from >>> 0) + (count >>> 0));
        return undefined;
      },
      emscripten_get_heap_max: () => MOST_BYTES,
      emscripten_resize_heap: (bytes) => this.grow(bytes >>> 0),
      fd_write: (_file, parts, count, written) => {
        let bytes = 0;
        for (let i = 0; i < count; i++) bytes += this.word((parts >>> 0) + 8 * i + 4);
        this.setWord(written >>> 0, bytes);
        return 0;
      },
      fd_close: () => BAD_FILE,
      fd_seek: () => BAD_FILE,
    };
  }

  /** 1 where it grew, somewhat further than asked, as more will be wanted. */
  private grow(bytes: number): number {
    const { most, size } = this;
    this.refused ||= bytes > most;
    if (bytes > most) return 0;
    for (const wanted of [Math.min(most, Math.max(bytes, 1.2 * size)), bytes]) {
      try {
        this.memory.grow(Math.ceil((wanted - size) / PAGE));
        return 1;
      } catch {
        this.refused = true;
      }
    }
    return 0;
  }
}
