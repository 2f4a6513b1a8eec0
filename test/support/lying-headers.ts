import fc from 'fast-check';

/** A size that a header is made to tell. */
export interface ToldSize {
  readonly width: number;
  readonly height: number;
}

const side = fc.oneof(fc.integer({ min: 1, max: 65535 }), fc.integer({ min: 1, max: 3000 }), fc.constantFrom(1, 65535));

/** Of at most so many pixels. */
export function toldSize(maxPixels: number): fc.Arbitrary<ToldSize> {
  return fc.record({ width: side, height: side, turned: fc.boolean() }).map(({ width, height, turned }) => {
    const most = Math.max(1, Math.min(height, Math.floor(maxPixels / width)));
    return turned ? { width: most, height: width } : { width, height: most };
  });
}

/** A JPEG whose frame header tells another size, and other sampling factors where they are told. */
export function jpegTelling(
  jpeg: Uint8Array,
  { width, height }: ToldSize,
  sampling: readonly number[] = [],
): Uint8Array<ArrayBuffer> {
  const told = Uint8Array.from(jpeg);
  const at = told.findIndex(
    (byte, i) => byte === 0xff && told[i + 1] >= 0xc0 && told[i + 1] <= 0xca && ![0xc4, 0xc8].includes(told[i + 1]),
  );
  told.set([height >> 8, height & 255, width >> 8, width & 255], at + 5);
  for (let c = 0; c < told[at + 9]; c++) if (sampling[c]) told[at + 11 + 3 * c] = sampling[c];
  return told;
}

/** A DICOM file of explicit VR, little or big endian, or of implicit VR, whose Rows and Columns are others. */
export function dicomTelling(dicom: Uint8Array, { width, height }: ToldSize): Uint8Array<ArrayBuffer> {
  const told = Uint8Array.from(dicom);
  const put = (element: number, value: number): void => {
    for (let at = 0; at + 10 <= told.length; at++) {
      const big = told[at] === 0 && told[at + 1] === 0x28 && told[at + 2] === 0 && told[at + 3] === element;
      const little = told[at] === 0x28 && told[at + 1] === 0 && told[at + 2] === element && told[at + 3] === 0;
      if (!big && !little) continue;
      new DataView(told.buffer).setUint16(at + 8, value, little);
      return;
    }
  };
  put(0x10, height);
  put(0x11, width);
  return told;
}
