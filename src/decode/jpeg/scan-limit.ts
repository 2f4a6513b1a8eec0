import { damagedError, tooManyScansError } from '../source/decode-errors.ts';
import { countScans } from './jpeg-markers.ts';

/**
 * The most scans of a JPEG: each is work on every pixel for as little as 12 bytes of file, and what the browser's decoder has begun
 * nobody can stop. Chromium's refuses a hundred, once it has gone through them all; libjpeg-turbo's fuzzers stop above
 * that (`TJPARAM_SCANLIMIT`; 500 until 2026). Real files have ten or so.
 */
const MOST_SCANS = 99;

/** The most samples of all scans together, of pictures that are not larger: see "How long a file can take" in docs/reliability.md. */
const MOST_SCANNED = 2e9;

/** So many times may a component be scanned in any case: real files come to half of it, all components together. */
const FEWEST_COMPONENTS = 30;

/** Before a decoder is given the file. Throws `decode-failed`. */
export function checkScans(file: Uint8Array, pixels: number): void {
  const scans = countScans(file, MOST_SCANS);
  if (!scans) throw damagedError();
  const mostComponents = Math.max(FEWEST_COMPONENTS, MOST_SCANNED / pixels);
  if (scans.count > MOST_SCANS || scans.components > mostComponents) throw tooManyScansError();
}
