import type { WindowPlan } from '../../operators/window.ts';
import type { Plane } from '../memory/image-planes.ts';
import { applyTable } from './equalize.ts';
import type { CpuOperator } from './cpu-operator.ts';

export const window: CpuOperator<WindowPlan> = {
  create: ([source], { data: target }) => {
    const samples = source.bitDepth === 16 ? samplesOf(source) : null;
    return async ({ table }, slices) => {
      await slices.overPixels(target.length, (from, to) => {
        if (!table) target.set(source.data.subarray(from, to), from);
        else if (samples) lookUpSamples(samples, target, table, from, to);
        else applyTable(source.data, target, table, from, to);
      });
    };
  },
};

/** Samples of 16 bits, which lie in their plane as bytes. */
function samplesOf({ data }: Plane): Uint16Array {
  return new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
}

/** Gives the pixels `from`…`to` − 1 what `table` (65,536 entries) says of their samples. */
function lookUpSamples(samples: Uint16Array, target: Uint8Array, table: Uint8Array, from: number, to: number): void {
  for (let i = from; i < to; i++) target[i] = table[samples[i]];
}
