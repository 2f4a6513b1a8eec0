import type { FoundParams } from '../../operators/operator.ts';
import type { ShaderProgram } from '../../shaders/shader-program.ts';
import type { TextureFormat } from '../resources/texture-format.ts';
import type { Grid } from './grid.ts';
import type { ImageGeometry } from './image-geometry.ts';
import type { RenderPass, Target } from './render-graph.ts';

/** How many RGBA32UI targets can be drawn into at once. */
export type TargetCount = 1 | 4 | 8;

/** What an operator computes with: names of resources. It knows no others, so it may stand anywhere and several times. */
export interface GpuOperands {
  /** The given image's bytes, or planes, as the operator's definition says. */
  readonly inputs: readonly string[];
  /** The plane that it fills. */
  readonly output: string;
  /** A resource of this operand's own. */
  scratch(name: string): string;
  /** Of the device. */
  readonly targets: TargetCount;
}

/** What an operator's second half may do with the device. */
export interface StageRun {
  /** Throws when the run was superseded or aborted. */
  check(): void;
  /** Compiles what is needed and draws; throws when the run was superseded. */
  draw(passes: readonly RenderPass[], keep?: readonly string[]): Promise<void>;
  /** Whether `pass` draws any fragment; what it reads is kept. */
  drawsAny(pass: RenderPass): Promise<boolean>;
  /** A mask's words in row-major order, four a texel. */
  readMask(resource: string): Promise<Uint32Array>;
  writeMask(resource: string, words: Uint32Array): void;
}

/** How the GPU computes an operator: what to draw, as data, and what must wait for a first result. */
export interface GpuOperator<Plan = unknown> {
  /**
   * Of what OpenCV computes in the self-test, with default parameters: src/gpu/self-test-image.ts. A unit test computes it
   * anew, and says what it must be.
   */
  readonly fingerprint: number;
  /** Where it is one of several: the one that draws by `plan`. */
  chosen?(plan: Plan): ChosenOperator;
  /** What some plans draw besides, which default parameters do not: tested when it is first wanted. */
  readonly variant?: OperatorVariant<Plan>;
  /** Whether it has nothing to do where the given image is a plane: then both share it. */
  readonly passesOn?: true;
  /** What of the plan is looked up in textures: bytes that are put there before `passes` are drawn. */
  tables?(operands: GpuOperands, plan: Plan): readonly GpuTable[];
  passes(operands: GpuOperands, geometry: ImageGeometry, plan: Plan): RenderPass[];
  /**
   * Scratch resources of `passes` that are kept between updates: the passes up to the last that makes one of them are left out
   * while the inputs and what `dependsOn` gives are unchanged.
   */
  readonly lasting?: LastingScratch<Plan>;
  /** What an image decides on: four numbers in a texture of one texel, which stays, and what parameters they are. */
  readonly found?: FoundOnGpu<Plan>;
  /** Scratch resources of `passes` that `finish` goes on with. */
  readonly handsOver?: readonly string[];
  finish?(operands: GpuOperands, geometry: ImageGeometry, run: StageRun): Promise<void>;
  /** Programs that only `finish` draws with, to be compiled together with the others. */
  finishPrograms?(geometry: ImageGeometry): readonly ShaderProgram[];
}

export interface ChosenOperator {
  readonly operator: GpuOperator;
  readonly plan: unknown;
}

export interface OperatorVariant<Plan = unknown> {
  takenBy(plan: Plan): boolean;
  /** Parameters with which it is taken, and the {@link GpuOperator.fingerprint} then. */
  readonly params: Readonly<Record<string, string | number | boolean>>;
  readonly fingerprint: number;
}

/** Bytes for the first rows of a texture; whole rows of it. */
export interface GpuTable {
  readonly target: Target;
  readonly bytes: Uint8Array;
}

export interface LastingScratch<Plan = unknown> {
  readonly resources: readonly string[];
  dependsOn(plan: Plan): string;
}

export interface FoundOnGpu<Plan = unknown> {
  readonly resource: string;
  /** Null where a plan left nothing to the image: then there is no such texture. */
  params(numbers: Uint32Array, plan: Plan): FoundParams | null;
}

/** A target that has the size of `grid`'s texture. */
export function gridTarget(resource: string, format: TextureFormat, grid: Grid): Target {
  return { resource, format, width: grid.width, height: grid.height };
}
