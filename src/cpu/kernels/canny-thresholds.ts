import type { CannyPlan } from '../../operators/canny.ts';
import type { CannyThresholds } from '../../operators/canny-thresholds.ts';
import {
  foundThresholds,
  magnitudeClass,
  MAGNITUDE_CLASSES,
  magnitudeShift,
} from '../../operators/magnitude-classes.ts';
import { createColumnSums, createGradientRow, gradientRow } from './canny-gradient.ts';
import type { Circumstances, Slices } from './cpu-operator.ts';

/** Magnitudes that are counted, one by one, once they are shifted. */
export const MAGNITUDES = 4096;

/** What an image's edges are looked for with; its magnitudes stay counted as long as neither image nor norm changes. */
export class KeptMagnitudes {
  private counts: Uint32Array | null = null;
  private norm = '';

  /**
   * The limits of `plan`, or those that the image decides on, which are told.
   * @param count gives the {@link MAGNITUDES}
   */
  async limits(
    plan: CannyPlan,
    { unchanged, tell }: Circumstances,
    count: () => Promise<Uint32Array>,
  ): Promise<CannyThresholds> {
    const norm = `${plan.apertureSize} ${plan.l2Gradient}`;
    if (!unchanged || norm !== this.norm) this.counts = null;
    if (plan.allowed === null) return plan;
    if (!this.counts) {
      this.counts = inClasses(await count());
      this.norm = norm;
    }
    const { limits, thresholds } = foundThresholds(this.counts, plan.allowed, plan);
    tell({ lowThreshold: thresholds.low, highThreshold: thresholds.high });
    return limits;
  }
}

function inClasses(magnitudes: Uint32Array): Uint32Array {
  const counts = new Uint32Array(MAGNITUDE_CLASSES);
  magnitudes.forEach((count, magnitude) => (counts[magnitudeClass(magnitude)] += count));
  return counts;
}

/** Counts the magnitudes of an image's gradient, shifted to the right. */
export async function countMagnitudes(
  source: Uint8Array,
  width: number,
  height: number,
  { apertureSize, l2Gradient }: CannyPlan,
  slices: Slices,
): Promise<Uint32Array> {
  const counts = new Uint32Array(MAGNITUDES);
  const row = createGradientRow(width);
  const columns = createColumnSums(width);
  const shift = magnitudeShift(apertureSize);
  await slices.overRows(height, width, (from, to) => {
    for (let y = from; y < to; y++) {
      gradientRow(source, width, height, y, apertureSize, l2Gradient, columns, row);
      for (let x = 1; x <= width; x++) {
        const magnitude = row.magnitude[x];
        counts[(l2Gradient ? Math.ceil(Math.sqrt(magnitude)) : magnitude) >> shift]++;
      }
    }
  });
  return counts;
}
