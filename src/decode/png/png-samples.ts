import type { PngParts } from './png-chunks.ts';
import { samplesPerPixel, type PngPass } from './png-rows.ts';

/** Puts one unfiltered row of a pass, the `y`th, where it belongs in the picture. */
export type RowWriter = (row: Uint8Array, pass: PngPass, y: number) => void;

/** A picture's samples: of 16 bits only where the file has as many. */
export type Samples = Uint8Array | Uint16Array;

/** The channels that a picture of this kind decodes to. */
export function channelsOf({ layout }: PngParts): 1 | 3 {
  return layout.colorType === 'gray' || layout.colorType === 'gray-alpha' ? 1 : 3;
}

/**
 * Writes rows as gray or RGB into `picture`, as `cv2.imread` does: fewer than 8 bits spread over 0…255, palettes looked
 * up, alpha left out without blending, gamma and colour profiles not applied. Of 16 bits a picture of bytes gets the high
 * one, a picture of 16-bit samples both.
 */
export function createRowWriter(parts: PngParts, picture: Samples): RowWriter {
  const { layout, palette } = parts;
  const { width, bitDepth } = layout;
  if (picture instanceof Uint16Array) return wordWriter(picture, width, channelsOf(parts), samplesPerPixel(layout));
  if (palette) return paletteWriter(picture, width, bitDepth, palette);
  if (bitDepth < 8) return lowGrayWriter(picture, width, bitDepth);
  return byteWriter(picture, width, channelsOf(parts), samplesPerPixel(layout), bitDepth / 8);
}

function byteWriter(
  picture: Uint8Array,
  width: number,
  channels: number,
  samples: number,
  bytesPerSample: number,
): RowWriter {
  const stride = samples * bytesPerSample;
  return (row, { left, top, stepX, stepY, columns }, y) => {
    let to = ((top + y * stepY) * width + left) * channels;
    if (stepX === 1 && stride === channels) {
      picture.set(row, to);
      return;
    }
    const step = stepX * channels;
    for (let x = 0, from = 0; x < columns; x++, from += stride, to += step) {
      for (let c = 0; c < channels; c++) picture[to + c] = row[from + c * bytesPerSample];
    }
  };
}

/** Both bytes of each sample, which files have the high one first. */
function wordWriter(picture: Uint16Array, width: number, channels: number, samples: number): RowWriter {
  return (row, { left, top, stepX, stepY, columns }, y) => {
    const step = stepX * channels;
    let to = ((top + y * stepY) * width + left) * channels;
    for (let x = 0, from = 0; x < columns; x++, from += samples * 2, to += step) {
      for (let c = 0; c < channels; c++) picture[to + c] = (row[from + c * 2] << 8) | row[from + c * 2 + 1];
    }
  };
}

function lowGrayWriter(picture: Uint8Array, width: number, bitDepth: number): RowWriter {
  const scale = 255 / ((1 << bitDepth) - 1);
  return (row, { left, top, stepX, stepY, columns }, y) => {
    let to = (top + y * stepY) * width + left;
    for (let x = 0; x < columns; x++, to += stepX) picture[to] = packedSample(row, x, bitDepth) * scale;
  };
}

function paletteWriter(picture: Uint8Array, width: number, bitDepth: number, palette: Uint8Array): RowWriter {
  return (row, { left, top, stepX, stepY, columns }, y) => {
    let to = ((top + y * stepY) * width + left) * 3;
    for (let x = 0; x < columns; x++, to += stepX * 3) {
      const entry = (bitDepth === 8 ? row[x] : packedSample(row, x, bitDepth)) * 3;
      picture[to] = palette[entry];
      picture[to + 1] = palette[entry + 1];
      picture[to + 2] = palette[entry + 2];
    }
  };
}

/** The `x`th of the samples that share bytes, the leftmost in the highest bits. */
function packedSample(row: Uint8Array, x: number, bitDepth: number): number {
  const bit = x * bitDepth;
  return (row[bit >> 3] >> (8 - bitDepth - (bit & 7))) & ((1 << bitDepth) - 1);
}
