import type { CannyPlan } from '../../operators/canny.ts';
import { HysteresisFlood, keepReached } from './canny-hysteresis.ts';
import { clearCannyScratch, createCannyScratch, suppressNonMaxima, type CannyScratch } from './canny-suppress.ts';
import { countMagnitudes, KeptMagnitudes } from './canny-thresholds.ts';
import type { CpuOperator } from './cpu-operator.ts';

export const canny: CpuOperator<CannyPlan> = {
  create: ([source], { width, height, data: edges }) => {
    const magnitudes = new KeptMagnitudes();
    let scratch: CannyScratch | null = null;
    let flood: HysteresisFlood | null = null;
    return async (given, slices, circumstances) => {
      const count = (): Promise<Uint32Array> => countMagnitudes(source.data, width, height, given, slices);
      const plan = { ...given, ...(await magnitudes.limits(given, circumstances, count)) };
      const lines = (scratch ??= createCannyScratch(width));
      const following = (flood ??= new HysteresisFlood(edges, width));
      // The last run may have been aborted midway.
      clearCannyScratch(lines);
      following.restart();
      await slices.overRows(height, width, (from, to) =>
        suppressNonMaxima(source.data, edges, width, height, plan, lines, from, to),
      );
      await slices.untilDone((pixels) => following.advance(pixels));
      await slices.overRows(height, width, (from, to) => keepReached(edges, from * width, to * width));
    };
  },
};
