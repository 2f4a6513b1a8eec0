/** A way in which WebGL2 fails, on every context of the page until it is taken back. */
export interface GpuTrouble {
  readonly name: string;
  /** What is said when it begins at work; null where an engine that is up does not meet it. */
  readonly atWork: RegExp | null;
  /** Whether there is a GPU that fails, of which developers are told, or none. */
  readonly warns: boolean;
  /** Returns what takes it back. */
  install(): () => void;
}

type Method = (...args: never[]) => unknown;

/** Puts `replacement`, which is given what it replaces, in the place of a method. Returns what takes it back. */
function replace(owner: object, name: string, replacement: (own: Method) => Method): () => void {
  const before = Reflect.getOwnPropertyDescriptor(owner, name);
  if (!before) throw new Error(`There is no ${name} to replace.`);
  Reflect.defineProperty(owner, name, { ...before, value: replacement(before.value as Method) });
  return () => void Reflect.defineProperty(owner, name, before);
}

function contexts(answer: () => unknown): () => void {
  return replace(HTMLCanvasElement.prototype, 'getContext', (own) => {
    return function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]): unknown {
      return kind === 'webgl2' ? answer() : Reflect.apply(own, this, [kind, ...rest]);
    } as Method;
  });
}

/** `answer` is given the context, what the browser says, and the arguments. */
function calls(
  method: string,
  answer: (gl: WebGL2RenderingContext, said: unknown, args: readonly unknown[]) => unknown,
): () => void {
  return replace(WebGL2RenderingContext.prototype, method, (own) => {
    return function (this: WebGL2RenderingContext, ...args: unknown[]): unknown {
      return answer(this, Reflect.apply(own, this, args), args);
    } as Method;
  });
}

function refuse(): never {
  throw new DOMException('Refused.', 'SecurityError');
}

export const GPU_TROUBLES: readonly GpuTrouble[] = [
  { name: 'getContext gives null', atWork: null, warns: false, install: () => contexts(() => null) },
  { name: 'getContext throws', atWork: null, warns: false, install: () => contexts(refuse) },
  {
    name: 'a renderer in software',
    atWork: null,
    warns: false,
    install: () => calls('getParameter', (gl, said, [name]) => (name === gl.RENDERER ? 'SwiftShader' : said)),
  },
  {
    name: 'one wrong byte',
    atWork: null,
    warns: true,
    install: () =>
      calls('getBufferSubData', (_gl, _said, [, , destination]) => {
        const { buffer, byteOffset } = destination as Uint8Array;
        new Uint8Array(buffer, byteOffset)[7] ^= 1;
      }),
  },
  { name: 'readPixels throws', atWork: /does not let/, warns: true, install: () => calls('readPixels', refuse) },
  {
    name: 'getBufferSubData throws',
    atWork: /does not let/,
    warns: true,
    install: () => calls('getBufferSubData', refuse),
  },
  {
    name: 'programs that do not compile',
    atWork: /does not accept the program/,
    warns: true,
    install: () => calls('getProgramParameter', (gl, said, [, name]) => (name === gl.LINK_STATUS ? false : said)),
  },
  {
    name: 'framebuffers that are incomplete',
    // Asked once a format: it does not depend on the size.
    atWork: null,
    warns: true,
    install: () => calls('checkFramebufferStatus', (gl) => gl.FRAMEBUFFER_UNSUPPORTED),
  },
  {
    name: 'framebuffers that have no texture',
    // Nobody asks whether they are complete, as their format was; the driver refuses to draw into them.
    atWork: /reported an error \(0x0506\)/,
    warns: true,
    install: () =>
      replace(WebGL2RenderingContext.prototype, 'framebufferTexture2D', (own) => {
        return function (this: WebGL2RenderingContext, ...args: unknown[]): void {
          const [target, attachment, kind, , level] = args;
          Reflect.apply(own, this, [target, attachment, kind, null, level]);
        } as Method;
      }),
  },
  {
    name: 'no memory',
    atWork: /out of memory/,
    warns: true,
    install: () => calls('getError', (gl) => gl.OUT_OF_MEMORY),
  },
  {
    name: 'a context that is lost at the first draw',
    atWork: /connection to the GPU was lost/,
    warns: true,
    install: () => calls('drawArrays', (gl) => gl.getExtension('WEBGL_lose_context')?.loseContext()),
  },
];
