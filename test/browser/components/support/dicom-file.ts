import type { Raster8 } from '../../../../src/image/raster-image.ts';

/** What a made-up file says of itself besides its size: text elements in the order of their tags. */
export type SaidElements = readonly (readonly [tag: number, vr: 'CS' | 'DS' | 'LO', text: string])[];

const PIXEL_DATA = 0x7fe00010;

/**
 * A gray DICOM file in Explicit VR Little Endian. test/support/dicom-maker.ts makes all others, and needs Node.
 * @param bits 8, or more, of which the shades of `image` then take the upper ones
 */
export function dicomFile(name: string, { width, height, data }: Raster8, bits: number, said: SaidElements = []): File {
  const cells = Uint16Array.from(data, (shade, i) => (bits > 8 ? (shade << (bits - 8)) + (i % 13) : shade));
  const pixels = bits > 8 ? new Uint8Array(cells.buffer) : Uint8Array.from(cells);
  const elements = [
    ...[
      [0x00280002, 1],
      [0x00280010, height],
      [0x00280011, width],
      [0x00280100, bits > 8 ? 16 : 8],
    ].map(([tag, number]) => ({ tag, vr: 'US', bytes: words(number) })),
    ...[
      [0x00280101, bits],
      [0x00280102, bits - 1],
      [0x00280103, 0],
    ].map(([tag, number]) => ({ tag, vr: 'US', bytes: words(number) })),
    ...[[0x00280004, 'CS', 'MONOCHROME2'] as const, ...said].map(([tag, vr, text]) => ({
      tag,
      vr,
      bytes: evenText(text),
    })),
  ].sort((a, b) => a.tag - b.tag);
  const preamble = new Uint8Array(132);
  preamble.set(evenText('DICM'), 128);
  const syntax = element(0x00020010, 'UI', evenText('1.2.840.10008.1.2.1\0'));
  const group = element(0x00020000, 'UL', Uint8Array.from([...words(syntax.length), 0, 0]));
  const dataSet = elements.map(({ tag, vr, bytes }) => element(tag, vr, bytes));
  const blob = [preamble, group, syntax, ...dataSet, element(PIXEL_DATA, bits > 8 ? 'OW' : 'OB', pixels)];
  return new File(blob, name, { type: 'application/dicom' });
}

function words(...numbers: readonly number[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Uint16Array.from(numbers).buffer);
}

function evenText(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.length % 2 === 0 ? text : `${text} `, (letter) => letter.charCodeAt(0));
}

function element(tag: number, vr: string, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const isLong = vr.startsWith('O');
  const whole = new Uint8Array((isLong ? 12 : 8) + bytes.length);
  const view = new DataView(whole.buffer);
  view.setUint16(0, tag >>> 16, true);
  view.setUint16(2, tag & 0xffff, true);
  whole.set(evenText(vr), 4);
  if (isLong) view.setUint32(8, bytes.length, true);
  else view.setUint16(6, bytes.length, true);
  whole.set(bytes, whole.length - bytes.length);
  return whole;
}
