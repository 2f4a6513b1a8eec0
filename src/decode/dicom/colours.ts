import type { LookupTable } from '../../image/sample-values.ts';
import { lookUp } from '../../image/sample-values.ts';
import type { Pacer } from '../../worker/pacer.ts';
import type { Photometric } from './layout/pixel-layout.ts';

/** Pixels between two looks at the clock. */
const STEP = 1 << 18;

/** The byte that a sample of so many bits is shown as in colour: its highest bits. */
export function byteOfSamples(bitsStored: number, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, sample) =>
    bitsStored >= 8 ? sample >> (bitsStored - 8) : (sample * 255) / (2 ** bitsStored - 1),
  );
}

/** Whether three samples are luminance and differences of colours. Decoders of JPEG 2000 give RGB for YBR_RCT and YBR_ICT. */
export function isLuminance(photometric: Photometric): boolean {
  return photometric === 'YBR_FULL' || photometric === 'YBR_FULL_422';
}

/**
 * YBR_FULL to RGB, in place (PS3.3, C.7.6.3.1.2, which gives the other way), in the integers that libjpeg uses, so that the same
 * picture looks the same in a JPEG.
 */
export async function toRgb(data: Uint8ClampedArray, pacer: Pacer): Promise<void> {
  for (let from = 0; from < data.length; from += 3 * STEP) {
    const to = Math.min(data.length, from + 3 * STEP);
    for (let i = from; i < to; i += 3) {
      const y = data[i];
      const cb = data[i + 1] - 128;
      const cr = data[i + 2] - 128;
      data[i] = y + ((91881 * cr + 32768) >> 16);
      data[i + 1] = y + ((-22554 * cb - 46802 * cr + 32768) >> 16);
      data[i + 2] = y + ((116130 * cb + 32768) >> 16);
    }
    await pacer.restWhenDue();
  }
}

/** The colour of each index, R, G and B beside each other (C.7.6.3.1.6): of 16-bit entries the high byte. */
export function coloursOf(palette: readonly [LookupTable, LookupTable, LookupTable], indices: number): Uint8Array {
  const colours = new Uint8Array(3 * indices);
  for (let index = 0; index < indices; index++) {
    palette.forEach((table, c) => {
      const entry = lookUp(table, index);
      colours[3 * index + c] = table.bits === 16 ? entry >> 8 : entry;
    });
  }
  return colours;
}
