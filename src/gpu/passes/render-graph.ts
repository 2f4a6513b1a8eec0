import { drawBufferInfo, setBuffersAndAttributes, setUniforms, type BufferInfo } from 'twgl.js';
import { createFramebuffer } from '../resources/create-texture.ts';
import type { ShaderProgram } from '../../shaders/shader-program.ts';
import type { ProgramCache } from '../resources/program-cache.ts';
import type { TextureFormat } from '../resources/texture-format.ts';
import type { PooledTexture, TexturePool } from '../resources/texture-pool.ts';

/** A named texture that passes write and read. */
export interface Target {
  readonly resource: string;
  readonly format: TextureFormat;
  readonly width: number;
  readonly height: number;
}

/** A uniform's value as twgl takes it: a number, or numbers. */
export type UniformValue = number | readonly number[] | Uint32Array;
export type Uniforms = Readonly<Record<string, UniformValue>>;

/** Numbers made on the page's side, for a texture: four 32-bit ones a texel, all of them. */
export interface Table {
  readonly format: 'RGBA32UI';
  readonly width: number;
  readonly height: number;
  readonly data: Uint32Array;
}

/** One draw, as data: what runs, what it reads under which name, what it makes. */
export interface RenderPass {
  readonly program: ShaderProgram;
  /** Sampler uniform → resource. */
  readonly reads: Readonly<Record<string, string>>;
  readonly uniforms?: Uniforms;
  /** Sampler uniform → what is copied into a texture for this draw. */
  readonly tables?: Readonly<Record<string, Table>>;
  /** Several targets are drawn at once; all have one size. */
  readonly writes: readonly Target[];
  /** The part of the target to draw; default all of it. */
  readonly area?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** One image's textures by name. */
export class ResourceTable {
  private readonly pool: TexturePool;
  private readonly textures = new Map<string, PooledTexture>();

  constructor(pool: TexturePool) {
    this.pool = pool;
  }

  /** The texture behind `target`, acquired when there is none yet or one of another format or size. */
  ensure({ resource, format, width, height }: Target): PooledTexture {
    const existing = this.textures.get(resource);
    if (existing?.format === format && existing.width === width && existing.height === height) return existing;
    this.release(resource);
    const texture = this.pool.acquire(format, width, height);
    this.textures.set(resource, texture);
    return texture;
  }

  get(resource: string): PooledTexture {
    const texture = this.textures.get(resource);
    if (!texture)
      throw new Error(`ResourceTable: there is no "${resource}"; there are ${[...this.textures.keys()].join(', ')}.`);
    return texture;
  }

  release(resource: string): void {
    const texture = this.textures.get(resource);
    if (!texture) return;
    this.textures.delete(resource);
    this.pool.release(texture);
  }

  releaseAll(): void {
    for (const resource of [...this.textures.keys()]) this.release(resource);
  }
}

/** Runs lists of passes on one context. Every draw states all the state it depends on. */
export class RenderGraph {
  private readonly gl: WebGL2RenderingContext;
  private readonly programs: ProgramCache;
  private readonly triangle: BufferInfo;

  constructor(gl: WebGL2RenderingContext, programs: ProgramCache) {
    this.gl = gl;
    this.programs = programs;
    this.triangle = triangleOf(gl);
  }

  /**
   * Draws `passes` in order; their programs must be prepared. Resources that `keep` does not name go back to the pool
   * after the last pass that uses them, so that later passes draw into the same memory.
   */
  execute(passes: readonly RenderPass[], table: ResourceTable, uniforms: Uniforms, keep: readonly string[]): void {
    const lastUse = lastUses(passes);
    passes.forEach((pass, index) => {
      const targets = pass.writes.map((target) => table.ensure(target));
      const framebuffer =
        targets.length === 1
          ? targets[0].framebuffer
          : createFramebuffer(
              this.gl,
              targets.map(({ texture }) => texture),
            );
      this.draw(pass, framebuffer, targets[0], table, uniforms);
      if (targets.length > 1) this.gl.deleteFramebuffer(framebuffer);
      for (const [resource, last] of lastUse) {
        if (last === index && !keep.includes(resource)) table.release(resource);
      }
    });
  }

  /** Draws a program on the context's canvas, from its lower left corner. */
  drawOnCanvas(width: number, height: number, program: ShaderProgram, uniforms: Record<string, unknown>): void {
    this.bind(null, { x: 0, y: 0, width, height }, program, uniforms);
    drawBufferInfo(this.gl, this.triangle);
  }

  dispose(): void {
    this.gl.deleteBuffer(this.triangle.attribs?.position.buffer ?? null);
  }

  private draw(
    pass: RenderPass,
    framebuffer: WebGLFramebuffer,
    target: PooledTexture,
    table: ResourceTable,
    uniforms: Uniforms,
  ): void {
    const textures = Object.fromEntries(
      Object.entries(pass.reads).map(([sampler, resource]) => [sampler, table.get(resource).texture]),
    );
    const tables = Object.entries(pass.tables ?? {}).map(([sampler, data]) => [
      sampler,
      this.put(sampler, data, table),
    ]);
    const area = pass.area ?? { x: 0, y: 0, width: target.width, height: target.height };
    this.bind(framebuffer, area, pass.program, {
      ...uniforms,
      ...pass.uniforms,
      ...textures,
      ...Object.fromEntries(tables),
    });
    drawBufferInfo(this.gl, this.triangle);
    for (const sampler of Object.keys(pass.tables ?? {})) table.release(tableOf(sampler));
  }

  /** The texture that `data` is copied to. */
  private put(sampler: string, { format, width, height, data }: Table, table: ResourceTable): WebGLTexture {
    const { gl } = this;
    const { texture } = table.ensure({ resource: tableOf(sampler), format, width, height });
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RGBA_INTEGER, gl.UNSIGNED_INT, data);
    return texture;
  }

  private bind(
    framebuffer: WebGLFramebuffer | null,
    area: NonNullable<RenderPass['area']>,
    program: ShaderProgram,
    uniforms: Record<string, unknown>,
  ): void {
    const { gl } = this;
    const info = this.programs.get(program);
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    gl.viewport(area.x, area.y, area.width, area.height);
    gl.useProgram(info.program);
    setBuffersAndAttributes(gl, info, this.triangle);
    setUniforms(info, ownOnly(uniforms));
  }
}

/**
 * A triangle that covers the target. Written out although twgl.js has a function for it, which brings its guesses at any kind
 * of array along: 1.4 kB after gzip.
 */
function triangleOf(gl: WebGL2RenderingContext): BufferInfo {
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
  const position = { buffer, numComponents: 2, type: gl.FLOAT, normalize: false, stride: 0, offset: 0 };
  return { numElements: 3, attribs: ownOnly({ position }) };
}

/**
 * The same without a prototype: twgl goes through all that an object has, with what old libraries leave on
 * `Object.prototype`.
 */
function ownOnly<T extends object>(object: T): T {
  return Object.assign(Object.create(null) as T, object);
}

/** The resource of what a pass brings along. */
function tableOf(sampler: string): string {
  return `table/${sampler}`;
}

function lastUses(passes: readonly RenderPass[]): Map<string, number> {
  const last = new Map<string, number>();
  passes.forEach((pass, index) => {
    for (const { resource } of pass.writes) last.set(resource, index);
    for (const resource of Object.values(pass.reads)) last.set(resource, index);
  });
  return last;
}
