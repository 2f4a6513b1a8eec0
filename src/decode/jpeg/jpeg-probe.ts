import { listOf } from '../../base/list-of.ts';
import { crc32 } from '../../base/checksums/crc32.ts';
import type { RasterImage } from '../../image/raster-image.ts';
import { isPartMissing } from '../../base/load-part.ts';
import { isAbortError } from '../../base/xray-error.ts';
import type { DecodeInput } from '../source/decode-input.ts';
import type { Fidelity } from '../source/image-header.ts';
import { PROBE_CRC, PROBE_HEIGHT, PROBE_INSET, PROBE_JPEG, PROBE_SQUARE, PROBE_WIDTH } from './jpeg-probe-image.ts';

/** As {@link Fidelity}; `hidden` where the page is given something else than the picture. */
export type Reading = Fidelity | 'hidden';

/** Noise is a few levels; the placeholder of Firefox's resistFingerprinting repeats 32 random bytes, or is white. */
const MOST_NOISE = 32;

let known: Promise<Reading> | null = null;

/**
 * Decodes a small JPEG whose pixels are known, with a colour profile that would change it visibly, on the way that
 * files take (`decode`; null where there is no canvas). Done once a page, unless pixels were hidden: permission to read
 * them may be given at any time. Rejects only with AbortError, and where a part of xray-lab is missing.
 */
export function probeJpeg(decode: (input: DecodeInput) => Promise<RasterImage | null>): Promise<Reading> {
  if (known) return known;
  const probe = runProbe(decode);
  known = probe;
  const forget = (): void => {
    if (known === probe) known = null;
  };
  probe.then((reading) => (reading === 'hidden' ? forget() : undefined), forget);
  return probe;
}

/** For tests: lets the next JPEG be preceded by a probe again. */
export function forgetJpegProbe(): void {
  known = null;
}

/** Reads it twice, for noise that changes, and because a first failure may be the worker's own. */
async function runProbe(decode: (input: DecodeInput) => Promise<RasterImage | null>): Promise<Reading> {
  const source = new Blob([Uint8Array.from(atob(PROBE_JPEG), (character) => character.charCodeAt(0))]);
  const header = { format: 'jpeg', width: PROBE_WIDTH, height: PROBE_HEIGHT, bitDepth: 8, colorType: 'rgb' } as const;
  const crcs = new Set<number>();
  const readings: Reading[] = [];
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const image = await decode({ source, header, depth: 'picture', digest: false });
      // Without a canvas there is nothing to judge: no JPEG will be decoded.
      if (!image) return 'exact';
      const samples = Uint8Array.from(image.data);
      crcs.add(crc32(samples));
      readings.push(judge(samples));
    } catch (error) {
      // Neither says anything about the browser.
      if (isAbortError(error) || isPartMissing(error)) throw error;
    }
  }
  if (readings.length === 0 || readings.includes('hidden')) return 'hidden';
  return crcs.size > 1 ? 'noisy' : readings[0];
}

function judge(data: Uint8Array): Reading {
  if (crc32(data) === PROBE_CRC) return 'exact';
  const across = PROBE_WIDTH / PROBE_SQUARE;
  const squares = listOf(2 * across, (i) => inspectSquare(data, i % across, Math.floor(i / across)));
  const spread = Math.max(...squares.map((square) => square.spread));
  const graysRise = squares.slice(1, across).every(({ green }, i) => green > squares[i].green);
  if (spread > MOST_NOISE || !graysRise) return 'hidden';
  return spread > 0 ? 'noisy' : 'converted';
}

/** The green of a square that is flat in the file, and by how much its samples differ from each other now. */
function inspectSquare(data: Uint8Array, column: number, row: number): { green: number; spread: number } {
  const lowest = [255, 255, 255];
  const highest = [0, 0, 0];
  for (let y = PROBE_INSET; y < PROBE_SQUARE - PROBE_INSET; y++) {
    for (let x = PROBE_INSET; x < PROBE_SQUARE - PROBE_INSET; x++) {
      const at = ((row * PROBE_SQUARE + y) * PROBE_WIDTH + column * PROBE_SQUARE + x) * 3;
      for (let c = 0; c < 3; c++) {
        lowest[c] = Math.min(lowest[c], data[at + c]);
        highest[c] = Math.max(highest[c], data[at + c]);
      }
    }
  }
  return { green: lowest[1], spread: Math.max(...highest.map((value, c) => value - lowest[c])) };
}
