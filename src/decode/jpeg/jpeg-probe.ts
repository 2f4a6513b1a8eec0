import { crc32 } from '../../base/checksums/crc32.ts';
import { Pacer } from '../../worker/pacer.ts';
import { decodeByBrowser, hasBrowserDecoder } from './browser-jpeg.ts';
import { PROBE_CRC, PROBE_HEIGHT, PROBE_JPEG, PROBE_WIDTH } from './jpeg-probe-image.ts';

let known: Promise<boolean> | null = null;
let isOther = false;

/**
 * Whether the browser gives this thread a JPEG's pixels as libjpeg-turbo has them. It is given a small one whose pixels are known, with a
 * colour profile that would change it visibly. Once a thread; never rejects.
 *
 * Browsers do not where their decoder is another one, where they convert pictures to the colours of the screen, or where they guard
 * against being recognised: Brave flips the lowest bit of some hundreds of samples of what is read from a canvas, Firefox one of
 * the two lowest of 20 to 255, by a key of the session and the content; Tor Browser gives pages something else altogether.
 */
export function isBrowserExact(): Promise<boolean> {
  return (known ??= runProbe());
}

/** Whether it is not worth asking: it was found not to be exact, or cannot decode on this thread. */
export function isBrowserUseless(): boolean {
  return isOther || !hasBrowserDecoder();
}

/** For tests: has the next JPEG preceded by a probe again. */
export function forgetJpegProbe(): void {
  known = null;
  isOther = false;
}

async function runProbe(): Promise<boolean> {
  const isExact = await readsExactly();
  isOther = !isExact;
  return isExact;
}

/** Twice, for noise that changes. */
async function readsExactly(): Promise<boolean> {
  const bytes = Uint8Array.from(atob(PROBE_JPEG), (character) => character.charCodeAt(0));
  const header = { format: 'jpeg', width: PROBE_WIDTH, height: PROBE_HEIGHT, bitDepth: 8, colorType: 'rgb' } as const;
  try {
    for (let reading = 0; reading < 2; reading++) {
      const image = await decodeByBrowser({ bytes, header }, new Pacer());
      if (!image || crc32(image.data) !== PROBE_CRC) return false;
    }
    return true;
  } catch {
    return false;
  }
}
