import { describe, expect, it } from 'vitest';
import { decodeImage } from '../../../../src/decode/decode-image.ts';
import { checkScans, countedScans } from '../../../../src/decode/jpeg/scan-limit.ts';
import { GERMAN } from '../../../../src/messages/de.ts';
import { errorWords } from '../../../../src/components/words/error-words.ts';
import type { XrayError } from '../../../../src/base/xray-error.ts';
import { scannedJpeg } from '../../../support/jpeg-segments.ts';

const refusal = (bytes: Uint8Array<ArrayBuffer>): Promise<XrayError> =>
  decodeImage(new File([bytes], 'hand.jpg')).then(
    () => expect.fail('It was decoded.'),
    (error: unknown) => error as XrayError,
  );

/** Whether so many scans are refused before they are decoded, whatever the sizes that a page allows. */
function isRefused(scans: number, side: number): boolean {
  try {
    checkScans(countedScans(scannedJpeg(scans, { width: side, height: side })), side * side);
    return false;
  } catch (error) {
    expect(error).toMatchObject({ reason: 'too-many-scans' });
    return true;
  }
}

describe('a JPEG of very many scans', () => {
  it('is decoded as long as they are fewer than a hundred', async () => {
    expect(new Set((await decodeImage(new Blob([scannedJpeg(99)]))).data)).toEqual(new Set([138]));
  });

  it('is refused before it is decoded, and told so in both languages', async () => {
    const error = await refusal(scannedJpeg(100));
    expect(error).toMatchObject({
      code: 'decode-failed',
      reason: 'too-many-scans',
      message: 'hand.jpg: this JPG is stored in too many scans: it would take too long to read.',
      hint: 'Save it again, as a baseline JPG or as PNG.',
      values: { file: 'hand.jpg' },
    });
    expect(errorWords(error, GERMAN).message).toBe(
      'hand.jpg: dieses JPG ist in zu vielen Durchgängen (Scans) gespeichert: Es zu lesen dauerte zu lange.',
    );
    expect(await refusal(scannedJpeg(20_000))).toMatchObject({ reason: 'too-many-scans' });
  });

  it('may have fewer the larger it is: each scan is work on every pixel', () => {
    expect([isRefused(50, 6300), isRefused(51, 6300)]).toEqual([false, true]);
    expect([isRefused(99, 4400), isRefused(100, 4400)]).toEqual([false, true]);
  });

  it('may have as many as real files have, whatever size its page allows', () => {
    expect([isRefused(30, 60_000), isRefused(31, 60_000)]).toEqual([false, true]);
  });

  it('is refused though its end is missing', async () => {
    expect(await refusal(scannedJpeg(100).slice(0, -2))).toMatchObject({ reason: 'too-many-scans' });
    expect((await refusal(scannedJpeg(99).slice(0, -2))).reason).toBe(undefined);
  });
});
