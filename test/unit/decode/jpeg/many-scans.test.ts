import { describe, expect, it } from 'vitest';
import { decodeImage, type DecodeOptions } from '../../../../src/decode/decode-image.ts';
import { GERMAN } from '../../../../src/messages/de.ts';
import { errorWords } from '../../../../src/components/words/error-words.ts';
import type { XrayError } from '../../../../src/base/xray-error.ts';
import { scannedJpeg } from '../../../support/jpeg-segments.ts';

/** In Node there is no canvas: what is not refused ends there. */
const refusal = (bytes: Uint8Array<ArrayBuffer>, options: DecodeOptions = {}): Promise<XrayError> =>
  decodeImage(new File([bytes], 'hand.jpg'), options).then(
    () => expect.fail('It was decoded.'),
    (error: unknown) => error as XrayError,
  );

describe('a JPEG of very many scans', () => {
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

  it('may have fewer the larger it is: each scan is work on every pixel', async () => {
    const reason = async (scans: number, side: number): Promise<string | undefined> =>
      (await refusal(scannedJpeg(scans, { width: side, height: side }))).reason;
    expect([await reason(50, 6300), await reason(51, 6300)]).toEqual([undefined, 'too-many-scans']);
    expect([await reason(99, 4400), await reason(100, 4400)]).toEqual([undefined, 'too-many-scans']);
  });

  it('may have as many as real files have, whatever size its page allows', async () => {
    const huge = (scans: number): Promise<XrayError> =>
      refusal(scannedJpeg(scans, { width: 60_000, height: 60_000 }), { maxPixels: Infinity });
    expect((await huge(30)).reason).toBe(undefined);
    expect((await huge(31)).reason).toBe('too-many-scans');
  });

  it('is refused though its end is missing', async () => {
    expect(await refusal(scannedJpeg(100).slice(0, -2))).toMatchObject({ reason: 'too-many-scans' });
    expect((await refusal(scannedJpeg(99).slice(0, -2))).reason).toBe(undefined);
  });
});
