import type { ImageShape, Plane } from '../memory/image-planes.ts';
import type { FoundParams } from '../../operators/operator.ts';
import type { WorkSlices } from '../memory/work-slices.ts';

/** What divides work into pieces, each from the first pixel or row to the last and in that order. */
export type Slices = Pick<WorkSlices, 'overRows' | 'overPixels' | 'untilDone'>;

/**
 * Fills a target plane by a plan, in slices. A run that is aborted ends between two slices; the next one of the same image
 * begins from anew.
 */
export type Computation<Plan = unknown> = Computing<Plan>['compute'];

/** What a computation is told beside its plan, and whom it tells. */
export interface Circumstances {
  /** Whether the sources hold what they held at the last call: what was made of them alone may serve again. */
  readonly unchanged: boolean;
  /** Takes what the image decided on, by the names of parameters. */
  tell(found: FoundParams): void;
}

/** A method, so that a table of computations need not know each one's plan. */
interface Computing<Plan> {
  compute(plan: Plan, slices: Slices, circumstances: Circumstances): Promise<void>;
}

/** How the CPU computes an operator. It knows planes and plans, so it may stand anywhere and several times. */
export interface CpuOperator<Plan = unknown> {
  /** Whether the result is the source as it is: then both share a plane, and nothing is computed. */
  passesOn?(source: ImageShape): boolean;
  /** Sets up what fills `target` from `sources`, with working memory that serves one run after the other. */
  create(sources: readonly Plane[], target: Plane): Computation<Plan>;
}
