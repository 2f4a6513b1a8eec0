/** An element of a data set: its tag, its VR, of those with lengths of 16 bits, and its value. */
type Element = readonly [tag: number, vr: string, value: string | number];

function elementBytes([tag, vr, value]: Element): number[] {
  const text = typeof value === 'string' ? value.padEnd(value.length + (value.length % 2), ' ') : '';
  const bytes = typeof value === 'string' ? [...text].map((letter) => letter.charCodeAt(0)) : [value & 255, value >> 8];
  const group = tag >>> 16;
  const head = [group & 255, group >> 8, tag & 255, (tag >> 8) & 255, vr.charCodeAt(0), vr.charCodeAt(1)];
  return [...head, bytes.length & 255, bytes.length >> 8, ...bytes];
}

/** What people look for in it. */
export const PATIENT = 'SECRET^NAME';

/**
 * A run of frames of 12 bits, Explicit VR Little Endian without preamble, which says who its patient is. All pixels of the frame `f` have
 * the value 100 · (f + 1), but for the first two, 0 and 4000.
 */
export function dicomRun(frames: number, width = 40, height = 30): File {
  const elements: Element[] = [
    [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.1.1'],
    [0x00100010, 'PN', PATIENT],
    [0x00181164, 'DS', '0.148\\0.148'],
    [0x00280002, 'US', 1],
    [0x00280004, 'CS', 'MONOCHROME2'],
    [0x00280008, 'IS', String(frames)],
    [0x00280010, 'US', height],
    [0x00280011, 'US', width],
    [0x00280100, 'US', 16],
    [0x00280101, 'US', 12],
    [0x00280102, 'US', 11],
    [0x00280103, 'US', 0],
    [0x00281050, 'DS', '2000'],
    [0x00281051, 'DS', '4000'],
  ];
  const pixels = new Uint16Array(frames * width * height);
  for (let f = 0; f < frames; f++) {
    const from = f * width * height;
    pixels.fill(100 * (f + 1), from, from + width * height);
    pixels.set([0, 4000], from);
  }
  const { byteLength } = pixels;
  const head = [0xe0, 0x7f, 0x10, 0, 0x4f, 0x57, 0, 0];
  const length = [0, 8, 16, 24].map((shift) => (byteLength >> shift) & 255);
  const dataSet = Uint8Array.from([...elements.flatMap(elementBytes), ...head, ...length]);
  return new File([dataSet, pixels], 'run.dcm');
}
