import { listOf } from '../base/list-of.ts';
import { XrayError } from '../base/xray-error.ts';
import { createFramebuffer, createTexture } from './resources/create-texture.ts';
import { glError } from './resources/gl-error.ts';
import { ProgramCache } from './resources/program-cache.ts';
import { RenderGraph } from './passes/render-graph.ts';
import { rendererName } from './resources/renderer-name.ts';
import type { TargetCount } from './passes/gpu-operator.ts';
import { TexturePool } from './resources/texture-pool.ts';
import { contextLost } from './resources/wait-for-gpu.ts';

/** One WebGL2 context and all that lives on it. */
export class GpuDevice {
  readonly gl: WebGL2RenderingContext;
  readonly canvas: HTMLCanvasElement | OffscreenCanvas;
  readonly renderer: string;
  /** Largest side of a texture; images beyond it are folded. */
  readonly maxSide: number;
  readonly targets: TargetCount;
  readonly pool: TexturePool;
  readonly programs: ProgramCache;
  readonly graph: RenderGraph;
  private disposed = false;
  /** For good: a context that the browser restores is empty, and what was on it is still lost. */
  private lost = false;

  /** @throws XrayError `engine-unavailable` where there is no WebGL2. */
  constructor() {
    this.canvas = createCanvas();
    const gl = createContext(this.canvas);
    // Without this the browser would not try to restore it, and Chromium would show a message of its own.
    this.canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
      this.lost = true;
    });
    this.gl = gl;
    this.renderer = rendererName(gl);
    this.maxSide = Number(gl.getParameter(gl.MAX_TEXTURE_SIZE));
    gl.disable(gl.DITHER);
    this.targets = largestTargetCount(gl);
    this.pool = new TexturePool(gl);
    this.programs = new ProgramCache(gl);
    this.graph = new RenderGraph(gl, this.programs);
  }

  get isUsable(): boolean {
    return !this.disposed && !this.lost && !this.gl.isContextLost();
  }

  /** @throws XrayError `engine-lost` */
  assertUsable(): void {
    if (!this.isUsable) throw contextLost();
  }

  /**
   * Asks the driver whether the textures made lately have their memory: without it results would be wrong, and nothing
   * would say so. Asking waits for the driver, so it is done once after work that made textures.
   * @throws XrayError `engine-lost`
   */
  assertMemory(): void {
    if (this.pool.takeUnverified()) this.assertNoError();
  }

  /**
   * Asks the driver for errors. After one, the device is given up with all that is on it: whose error it was is not known.
   * @throws XrayError `engine-lost`
   */
  assertNoError(): void {
    const error = glError(this.gl);
    if (!error) return;
    this.giveUp();
    throw error;
  }

  /** For a GPU that cannot be relied on any more: what is on it is lost, and the next engine gets another context. */
  giveUp(): void {
    this.lost = true;
    this.gl.getExtension('WEBGL_lose_context')?.loseContext();
  }

  /** Frees everything and gives the context back to the browser, which allows a page only so many. */
  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.pool.dispose();
    this.programs.dispose();
    this.graph.dispose();
    this.gl.getExtension('WEBGL_lose_context')?.loseContext();
    this.canvas.width = this.canvas.height = 1;
  }
}

function createCanvas(): HTMLCanvasElement | OffscreenCanvas {
  // The page's own canvas where there is a document: several browsers have no WebGL2 in an OffscreenCanvas.
  if (typeof document !== 'undefined') return document.createElement('canvas');
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(1, 1);
  throw new XrayError('engine-unavailable', 'There is no canvas here to get WebGL2 from.', {
    hint: 'Use the CPU engine (backend="cpu").',
  });
}

/** @throws XrayError `engine-unavailable` */
function createContext(canvas: HTMLCanvasElement | OffscreenCanvas): WebGL2RenderingContext {
  let gl: WebGL2RenderingContext | null = null;
  let cause: unknown;
  try {
    gl = canvas.getContext('webgl2', {
      alpha: false,
      antialias: false,
      depth: false,
      stencil: false,
      powerPreference: 'high-performance',
    }) as WebGL2RenderingContext | null;
  } catch (error) {
    // What guards against fingerprinting may refuse by throwing.
    cause = error;
  }
  if (gl && !gl.isContextLost()) return gl;
  throw new XrayError('engine-unavailable', 'This browser does not offer WebGL2.', {
    hint: 'Turn on hardware acceleration in the browser’s settings, or use the CPU engine (backend="cpu").',
    cause,
  });
}

/** Drivers promise 4 draw buffers, but some cannot hold four 16-byte targets at once: so it is tried. */
function largestTargetCount(gl: WebGL2RenderingContext): TargetCount {
  for (const count of [8, 4] as const) {
    if (Number(gl.getParameter(gl.MAX_DRAW_BUFFERS)) < count) continue;
    const textures = listOf(count, () => createTexture(gl, 'RGBA32UI', 4, 4));
    const framebuffer = createFramebuffer(gl, textures);
    const complete = gl.checkFramebufferStatus(gl.FRAMEBUFFER) === gl.FRAMEBUFFER_COMPLETE;
    gl.deleteFramebuffer(framebuffer);
    for (const texture of textures) gl.deleteTexture(texture);
    if (complete) return count;
  }
  return 1;
}
