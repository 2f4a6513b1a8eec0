import type { Pacer } from '../../worker/pacer.ts';
import type { PixelLayout } from './layout/pixel-layout.ts';

/** Cells that are looked at between two looks at the clock. */
const STEP = 1 << 20;

type Cells = Uint8Array | Uint16Array;

/**
 * The sample of each cell (PS3.5, 8.1.1): its stored bits, whatever is in the others, from the lowest value on, which of signed ones is
 * negative.
 */
export function sampleOfCells(cells: Cells, { bitsStored, highBit, signed }: PixelLayout): Uint16Array {
  const samples = new Uint16Array(2 ** (8 * cells.BYTES_PER_ELEMENT));
  const shift = highBit + 1 - bitsStored;
  const mask = 2 ** bitsStored - 1;
  // What counts as negative has its highest bit set.
  const bias = signed ? 2 ** (bitsStored - 1) : 0;
  for (let cell = 0; cell < samples.length; cell++) samples[cell] = ((cell >> shift) & mask) ^ bias;
  return samples;
}

/** Looks cells up, pausing as it does. */
export async function lookUpCells<Target extends Cells | Uint8ClampedArray>(
  cells: Cells,
  table: Cells,
  target: Target,
  pacer: Pacer,
): Promise<Target> {
  for (let from = 0; from < target.length; from += STEP) {
    const to = Math.min(target.length, from + STEP);
    for (let i = from; i < to; i++) target[i] = table[cells[i]];
    await pacer.restWhenDue();
  }
  return target;
}

/** Which samples are there, by sample. */
export function seenSamples(cells: Cells, count: number, samples: Uint16Array): Uint8Array {
  const seenCells = new Uint8Array(samples.length);
  for (let i = 0; i < count; i++) seenCells[cells[i]] = 1;
  const seen = new Uint8Array(65536);
  for (let cell = 0; cell < seenCells.length; cell++) if (seenCells[cell]) seen[samples[cell]] = 1;
  return seen;
}
