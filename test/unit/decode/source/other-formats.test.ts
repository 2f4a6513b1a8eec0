import { describe, expect, it } from 'vitest';
import { errorWords } from '../../../../src/components/words/error-words.ts';
import { messagesWith } from '../../../../src/components/words/messages.ts';
import { decodeImage } from '../../../../src/decode/decode-image.ts';
import { readImageHeader } from '../../../../src/decode/read-image-header.ts';
import { FORMATS, sniffFormat } from '../../../../src/decode/source/formats.ts';
import { otherFormatError } from '../../../../src/decode/source/other-formats.ts';
import type { XrayError } from '../../../../src/base/xray-error.ts';
import { GERMAN } from '../../../../src/messages/de.ts';
import { ANY_FORMAT } from '../../../support/format-names.ts';
import { cellsOf, describing, dicomFile, nativeBytes } from '../../../support/dicom-maker.ts';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const at = (offset: number, text: string): string => '\x5c\x01\0\0'.padEnd(offset, '\0') + text;

const BEGINNINGS: readonly (readonly [begins: string, said: string])[] = [
  ['II*\0\x08\0\0\0', 'a TIFF image'],
  ['MM\0*\0\0\0\x08', 'a TIFF image'],
  ['II+\0\x08\0\0\0', 'a TIFF image'],
  ['MM\0+\0\x08\0\0', 'a TIFF image'],
  ['RIFF\x24\0\0\0WEBPVP8 ', 'a WebP image'],
  ['\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'a HEIC image'],
  ['\0\0\0\x18ftypmif1\0\0\0\0mif1heic', 'a HEIC image'],
  ['\0\0\0\x1cftypavif\0\0\0\0avifmif1', 'an AVIF image'],
  ['\0\0\0\x1cftypmif1\0\0\0\0avifmif1', 'an AVIF image'],
  ['\0\0\0\x20ftypisom\0\0\x02\0isomiso2', 'an MP4 video'],
  ['GIF87a\x01\0\x01\0', 'a GIF image'],
  ['GIF89a\x01\0\x01\0', 'a GIF image'],
  ['BM\x46\0\0\0\0\0\0\0\x36\0\0\0', 'a BMP image'],
  ['\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 ', 'a JPEG 2000 image'],
  ['\xff\x4f\xff\x51\0\x2f', 'a JPEG 2000 image'],
  ['\0\0\0\x0cJXL \r\n\x87\n', 'a JPEG XL image'],
  ['\xff\x0a\xfa\x7f', 'a JPEG XL image'],
  ['8BPS\0\x01', 'a Photoshop image'],
  ['\0\0\x01\0\x01\0', 'an ICO image'],
  ['v/1\x01\x02\0\0\0', 'an OpenEXR image'],
  [at(344, 'n+1\0'), 'a NIfTI volume'],
  [at(344, 'ni1\0'), 'a NIfTI volume'],
  ['\x1c\x02\0\0n+2\0\r\n\x1a\n', 'a NIfTI volume'],
  ['NRRD0004\ntype: short', 'an NRRD volume'],
  ['%PDF-1.7\n', 'a PDF document'],
  ['PK\x03\x04\x14\0', 'a ZIP archive'],
  ['PK\x05\x06\0\0', 'a ZIP archive'],
  ['\x1f\x8b\x08\0', 'a GZIP archive'],
  ['7z\xbc\xaf\x27\x1c\0\x04', 'a 7z archive'],
  ['Rar!\x1a\x07\x01\0', 'a RAR archive'],
  ['<svg xmlns="http://www.w3.org/2000/svg">', 'an SVG drawing'],
  ['\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a -->\n<svg>', 'an SVG drawing'],
  ['\n<!DOCTYPE html>\n<html><body><svg>', 'an HTML page'],
];

describe('a file of a format that is known and not read', () => {
  it.each(BEGINNINGS)('%j is %s', async (begins, said) => {
    expect(sniffFormat(bytesOf(begins))).toBe(null);
    const file = new File([bytesOf(begins)], 'chest.png', { type: 'image/png' });
    await expect(readImageHeader(file)).rejects.toMatchObject({
      code: 'unsupported-type',
      reason: 'other-format',
      message: `chest.png: this is ${said}. Please choose a ${ANY_FORMAT} file.`,
    });
  });

  it('is named in German', async () => {
    const file = new File([bytesOf('RIFF\x24\0\0\0WEBPVP8 ')], 'thorax.png');
    const error = await decodeImage(file).catch((reason: unknown) => reason);
    expect(errorWords(error as XrayError, messagesWith(GERMAN)).message).toMatch(
      /^thorax\.png: das ist eine Datei im Format WebP\. Bitte /,
    );
  });

  it('is named whatever its size, unless that was limited for all', async () => {
    const large = new File([bytesOf('II*\0\x08\0\0\0'), new Uint8Array(21 * 2 ** 20)], 'film.tif');
    await expect(readImageHeader(large)).rejects.toHaveProperty('code', 'unsupported-type');
    await expect(readImageHeader(large, { maxFileSize: 2 ** 20 })).rejects.toHaveProperty('code', 'file-too-large');
  });

  it('is none that is read: a DICOM file may begin as a TIFF does', async () => {
    const picture = { rows: 1, columns: 2, values: [1, 2] };
    const elements = describing(picture);
    const film = dicomFile({ elements, pixels: nativeBytes(cellsOf(picture)), preamble: bytesOf('II*\0\x08\0\0\0') });
    expect(await readImageHeader(new Blob([film]))).toMatchObject({ format: 'dicom' });
    for (const { signature } of Object.values(FORMATS)) {
      const head = new Uint8Array(signature.at + signature.bytes.length);
      head.set(signature.bytes, signature.at);
      expect(otherFormatError(head)).toBe(null);
    }
  });

  it.each(['', 'BM', 'RIFF\0\0\0\0WAVE', 'Not an image.', '< 5 mm', '{"a": "<svg>"}', '\0\0\0\0'])(
    '%j is none of them',
    (begins) => {
      expect(otherFormatError(bytesOf(begins))).toBe(null);
    },
  );
});
