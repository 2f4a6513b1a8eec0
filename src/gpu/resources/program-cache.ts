import { createProgramInfoFromProgram, type ProgramInfo } from 'twgl.js';
import { XrayError } from '../../base/xray-error.ts';
import { FULL_TARGET_VERTEX, type ShaderProgram } from '../../shaders/shader-program.ts';
import { linkProgram } from './link-program.ts';
import { contextLost } from './wait-for-gpu.ts';

/** Compiles each program once. All that are asked for together compile together, off the main thread where possible. */
export class ProgramCache {
  private readonly gl: WebGL2RenderingContext;
  private readonly ready = new Map<string, ProgramInfo>();
  private readonly compiling = new Map<string, Promise<void>>();

  constructor(gl: WebGL2RenderingContext) {
    this.gl = gl;
  }

  /** @throws XrayError `engine-lost` when a program does not compile, naming it; its log is the cause. */
  async prepare(programs: readonly ShaderProgram[]): Promise<void> {
    const waiting = programs
      .filter(({ fragment }) => !this.ready.has(fragment))
      .map((program) => this.compile(program));
    if (waiting.length > 0) await Promise.all(waiting);
  }

  get(program: ShaderProgram): ProgramInfo {
    const info = this.ready.get(program.fragment);
    if (!info) throw new Error(`ProgramCache: ${program.name} was not prepared.`);
    return info;
  }

  dispose(): void {
    for (const { program } of this.ready.values()) this.gl.deleteProgram(program);
    this.ready.clear();
  }

  private compile({ name, fragment }: ShaderProgram): Promise<void> {
    const underWay = this.compiling.get(fragment);
    if (underWay) return underWay;
    const compiled = this.link(fragment)
      .then(
        (info) => void this.ready.set(fragment, info),
        (cause: unknown) => {
          if (this.gl.isContextLost()) throw contextLost();
          throw new XrayError('engine-lost', `The GPU's driver does not accept the program "${name}".`, { cause });
        },
      )
      .finally(() => this.compiling.delete(fragment));
    this.compiling.set(fragment, compiled);
    return compiled;
  }

  /** Not twgl's own asynchronous way, whose promise never settles when the context is lost meanwhile. */
  private async link(fragment: string): Promise<ProgramInfo> {
    const program = await linkProgram(this.gl, FULL_TARGET_VERTEX, fragment, ['position']);
    return createProgramInfoFromProgram(this.gl, program);
  }
}
