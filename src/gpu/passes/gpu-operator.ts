import type { PipelineParams } from '../../pipeline/params.ts';
import type { ShaderProgram } from '../../shaders/shader-program.ts';
import type { Grid } from './grid.ts';
import type { ImageGeometry } from './image-geometry.ts';
import type { RenderPass, Target } from './render-graph.ts';
import type { TextureFormat } from '../resources/texture-format.ts';

/** How many RGBA32UI targets can be drawn into at once. */
export type TargetCount = 1 | 4 | 8;

/** What a stage's second half may do with the device. */
export interface StageRun {
  /** Throws when the run was superseded or aborted. */
  check(): void;
  /** Compiles what is needed and draws; throws when the run was superseded. */
  draw(passes: readonly RenderPass[], keep?: readonly string[]): Promise<void>;
  /** Whether two mask textures differ. */
  differ(before: string, after: string): Promise<boolean>;
  /** A mask's words in row-major order, four a texel. */
  readMask(resource: string): Promise<Uint32Array>;
  writeMask(resource: string, words: Uint32Array): void;
}

/** How the GPU computes one stage: what to draw, as data, and what must wait for a first result. */
export interface GpuStage {
  passes(geometry: ImageGeometry, params: PipelineParams): RenderPass[];
  /**
   * A resource of `passes` that is kept between updates: the pass that makes it is left out while the stage's input and
   * what `dependsOn` gives are unchanged.
   */
  readonly lasting?: { readonly resource: string; dependsOn(params: PipelineParams): string };
  /** Resources of `passes` that `finish` goes on with. */
  readonly handsOver?: readonly string[];
  finish?(geometry: ImageGeometry, run: StageRun): Promise<void>;
  /** Programs that only `finish` draws with, to be compiled together with the others. */
  finishPrograms?(geometry: ImageGeometry): readonly ShaderProgram[];
}

/** A target that has the size of `grid`'s texture. */
export function gridTarget(resource: string, format: TextureFormat, grid: Grid): Target {
  return { resource, format, width: grid.width, height: grid.height };
}
