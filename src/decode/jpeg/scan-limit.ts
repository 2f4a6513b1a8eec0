import { damagedError, tooManyScansError } from '../source/decode-errors.ts';
import { countScans, type Scans } from './jpeg-markers.ts';

/**
 * The most scans of a JPEG: each is work on every pixel for as little as 12 bytes of file. Chromium refuses a hundred, libjpeg-turbo's
 * fuzzers stop above that (`TJPARAM_SCANLIMIT`; 500 until 2026). Real files have ten or so.
 */
const MOST_SCANS = 99;

/** The most samples of all scans together, of pictures that are not larger: see "How long a file can take" in docs/reliability.md. */
const MOST_SCANNED = 2e9;

/** So many times may a component be scanned in any case: real files come to half of it, all components together. */
const FEWEST_COMPONENTS = 30;

/** The scans of a file, counted before anything is done for it. Throws `decode-failed`. */
export function countedScans(file: Uint8Array): Scans {
  const scans = countScans(file, MOST_SCANS);
  if (!scans) throw damagedError();
  if (scans.count > MOST_SCANS) throw tooManyScansError();
  return scans;
}

/** Before memory is taken for a picture of so many pixels. Throws `decode-failed`. */
export function checkScans({ components }: Scans, pixels: number): void {
  if (components > Math.max(FEWEST_COMPONENTS, MOST_SCANNED / pixels)) throw tooManyScansError();
}
