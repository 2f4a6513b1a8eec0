import type { SampleValues } from '../image/sample-values.ts';
import type { TargetCount } from './passes/gpu-operator.ts';
import type { Trial } from './trials.ts';

/** What an image on the GPU is told besides. */
export interface Webgl2PipelineOptions {
  readonly onDispose?: () => void;
  /** What the samples of a gray image mean; null where it follows from them. */
  readonly values?: SampleValues | null;
  /** Fewer than the device has, for tests. */
  readonly targets?: TargetCount;
  /** Rejects where the device fails one of them. */
  readonly tried?: (trials: readonly Trial[]) => Promise<void>;
}
