/** What a page has made and not given back. */
export interface Alive {
  /** Their scripts. */
  readonly workers: string;
  /** Images that are open in workers of the CPU engine. */
  readonly images: number;
  /** WebGL2 contexts that are not lost. */
  readonly contexts: number;
  /** Textures that were made, and not deleted before their context was given back. */
  readonly textures: number;
  readonly urls: number;
}

export interface Watch {
  now(): Alive;
  /** Told of what a worker is sent and never hears: an image that is to be closed counts as closed. */
  sent(worker: Worker, message: unknown): void;
  /** Loses the newest WebGL2 context, as a crashed driver does; false where there is none. */
  loseContext(): boolean;
  /** Whatever was made on the contexts that there are need not be deleted: they fail, or did. */
  forgiveContexts(): void;
  restore(): void;
}

/** How long what is kept for a while is kept here: downloads' addresses, say. */
const SOON_MS = 5;
const LONG_MS = 30_000;

/** Counts what is made from now on, and lets nothing be kept for long. */
export function watchAlive(): Watch {
  const workers = watchWorkers();
  const gpu = watchContexts();
  const urls = watchUrls();
  const { setTimeout } = window;
  const sooner = (handler: () => void, delay?: number, ...rest: unknown[]): number =>
    setTimeout(handler, delay !== undefined && delay >= LONG_MS ? SOON_MS : delay, ...rest);
  window.setTimeout = sooner as typeof window.setTimeout;
  return {
    now: () => ({ ...workers.now(), ...gpu.now(), urls: urls.now() }),
    sent: workers.sent,
    loseContext: gpu.lose,
    forgiveContexts: gpu.forgive,
    restore: () => {
      window.setTimeout = setTimeout;
      for (const { restore } of [workers, gpu, urls]) restore();
    },
  };
}

function watchWorkers() {
  const BrowserWorker = window.Worker;
  /** With the images that are open in each. */
  const alive = new Map<Worker, Set<unknown>>();
  const scripts = new WeakMap<Worker, string>();
  const sent = (worker: Worker, message: unknown): void => {
    const { name, input } = (message ?? {}) as { name?: string; input?: { id?: unknown } };
    if (name === 'close') alive.get(worker)?.delete(input?.id);
  };
  window.Worker = class extends BrowserWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      alive.set(this, new Set());
      scripts.set(this, new URL(url).pathname.split('/').pop() ?? '');
    }

    override postMessage(message: unknown, transfer?: unknown): void {
      const { name, input } = (message ?? {}) as { name?: string; input?: { id?: unknown } };
      if (name === 'open') alive.get(this)?.add(input?.id);
      sent(this, message);
      super.postMessage(message, transfer as Transferable[]);
    }

    override terminate(): void {
      alive.delete(this);
      super.terminate();
    }
  };
  return {
    sent,
    now: () => ({
      workers: [...alive.keys()].map((worker) => scripts.get(worker)).join(),
      images: [...alive.values()].reduce((sum, { size }) => sum + size, 0),
    }),
    restore: () => {
      window.Worker = BrowserWorker;
    },
  };
}

function watchContexts() {
  const contexts = new Set<WebGL2RenderingContext>();
  const textures = new Map<WebGL2RenderingContext, Set<WebGLTexture>>();
  const canvas = HTMLCanvasElement.prototype as unknown as { getContext: (...args: unknown[]) => unknown };
  const context = WebGL2RenderingContext.prototype;
  const { getContext } = canvas;
  const { createTexture, deleteTexture } = context;
  canvas.getContext = function (...args) {
    const made = getContext.apply(this, args);
    if (made instanceof WebGL2RenderingContext && !contexts.has(made)) {
      contexts.add(made);
      textures.set(made, new Set());
    }
    return made;
  };
  context.createTexture = function () {
    const made = createTexture.call(this);
    textures.get(this)?.add(made);
    return made;
  };
  context.deleteTexture = function (texture) {
    if (texture) textures.get(this)?.delete(texture);
    deleteTexture.call(this, texture);
  };
  const living = (): WebGL2RenderingContext[] => {
    for (const gl of contexts) if (gl.isContextLost()) contexts.delete(gl);
    return [...contexts];
  };
  return {
    now: () => ({
      contexts: living().length,
      textures: [...textures.values()].reduce((sum, { size }) => sum + size, 0),
    }),
    forgive: () => {
      for (const gl of textures.keys()) textures.set(gl, new Set());
    },
    lose: () => {
      const gl = living().pop();
      if (gl) textures.delete(gl);
      gl?.getExtension('WEBGL_lose_context')?.loseContext();
      return gl !== undefined;
    },
    restore: () => Object.assign(canvas, { getContext }) && Object.assign(context, { createTexture, deleteTexture }),
  };
}

function watchUrls() {
  const { createObjectURL, revokeObjectURL } = URL;
  const urls = new Set<string>();
  URL.createObjectURL = (object) => {
    const url = createObjectURL.call(URL, object);
    urls.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    urls.delete(url);
    revokeObjectURL.call(URL, url);
  };
  return {
    now: () => urls.size,
    restore: () => Object.assign(URL, { createObjectURL, revokeObjectURL }),
  };
}
