import { XrayError } from '../../base/xray-error.ts';
import { createFramebuffer, createTexture } from './create-texture.ts';
import { TEXTURE_FORMATS, type TextureFormat } from './texture-format.ts';

/** A texture lent by the pool, with a framebuffer to draw into it. */
export interface PooledTexture {
  readonly texture: WebGLTexture;
  readonly framebuffer: WebGLFramebuffer;
  readonly format: TextureFormat;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

/** Bytes of returned textures that are kept for the next image; beyond, the longest unused are deleted. */
const KEPT_BYTES = 256 * 1024 * 1024;

/** Milliseconds after which returned textures are deleted when nothing else is lent: as long as idle workers are kept. */
const IDLE_MS = 10_000;

/** Textures by format and size. Knows what it lent, counts bytes, and frees everything in one place. */
export class TexturePool {
  private readonly gl: WebGL2RenderingContext;
  private readonly lent = new Set<PooledTexture>();
  /** Returned textures, the longest unused first. */
  private free: PooledTexture[] = [];
  private peak = 0;
  private unverified = false;
  private disposed = false;
  private idle: ReturnType<typeof setTimeout> | undefined;
  private readonly drawable = new Set<TextureFormat>();

  constructor(gl: WebGL2RenderingContext) {
    this.gl = gl;
  }

  /** Bytes of the textures in use, the most that ever were, and those kept for reuse. */
  get bytes(): { readonly lent: number; readonly peak: number; readonly free: number } {
    return { lent: totalBytes([...this.lent]), peak: this.peak, free: totalBytes(this.free) };
  }

  /**
   * A texture with undefined contents.
   * @throws XrayError `engine-lost` when the device cannot draw into `format`. Whether there was memory for it is known
   * only later; see {@link takeUnverified}.
   */
  acquire(format: TextureFormat, width: number, height: number): PooledTexture {
    clearTimeout(this.idle);
    const index = this.free.findIndex((t) => t.format === format && t.width === width && t.height === height);
    const texture = index >= 0 ? this.free.splice(index, 1)[0] : this.create(format, width, height);
    this.lent.add(texture);
    this.peak = Math.max(this.peak, totalBytes([...this.lent]));
    return texture;
  }

  /** Whether textures were made since the last call: the driver may have refused them its memory. */
  takeUnverified(): boolean {
    const { unverified } = this;
    this.unverified = false;
    return unverified;
  }

  release(texture: PooledTexture): void {
    if (this.disposed) return;
    if (!this.lent.delete(texture)) throw new Error('TexturePool: this texture was not lent, or came back twice.');
    this.free.push(texture);
    while (totalBytes(this.free) > KEPT_BYTES) {
      const oldest = this.free.shift();
      if (oldest) this.delete(oldest);
    }
    if (this.lent.size === 0) this.idle = setTimeout(() => this.deleteReturned(), IDLE_MS);
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.idle);
    for (const texture of this.lent) this.delete(texture);
    this.lent.clear();
    this.deleteReturned();
  }

  private deleteReturned(): void {
    for (const texture of this.free) this.delete(texture);
    this.free = [];
  }

  private create(format: TextureFormat, width: number, height: number): PooledTexture {
    const { gl } = this;
    this.unverified = true;
    const texture = createTexture(gl, format, width, height);
    const framebuffer = createFramebuffer(gl, [texture]);
    // Whether a format can be drawn into does not depend on the size, and asking waits for the GPU: once a format.
    const status = this.drawable.has(format) ? gl.FRAMEBUFFER_COMPLETE : gl.checkFramebufferStatus(gl.FRAMEBUFFER);
    if (status === gl.FRAMEBUFFER_COMPLETE) {
      this.drawable.add(format);
    } else {
      gl.deleteFramebuffer(framebuffer);
      gl.deleteTexture(texture);
      throw new XrayError(
        'engine-lost',
        `The GPU cannot draw into ${format} of ${width} × ${height} texels (${status}).`,
      );
    }
    return {
      texture,
      framebuffer,
      format,
      width,
      height,
      bytes: width * height * TEXTURE_FORMATS[format].bytesPerTexel,
    };
  }

  private delete({ texture, framebuffer }: PooledTexture): void {
    this.gl.deleteFramebuffer(framebuffer);
    this.gl.deleteTexture(texture);
  }
}

function totalBytes(textures: readonly PooledTexture[]): number {
  return textures.reduce((sum, texture) => sum + texture.bytes, 0);
}
