import type { CpuOperator } from './cpu-operator.ts';

export const grayscale: CpuOperator<null> = {
  passesOn: ({ channels }) => channels === 1,
  create:
    ([{ data: rgb }], { data: gray }) =>
    (_plan, slices) =>
      slices.overPixels(gray.length, (from, to) => grayPixelsOf(rgb, gray, from, to)),
};

/**
 * Gray values of the interleaved RGB pixels `from`…`to` − 1: `(9798·R + 19235·G + 3735·B + 16384) >> 15`, the 15-bit
 * weights of OpenCV's 8-bit `cvtColor(RGB2GRAY)` (modules/imgproc/src/color_rgb.simd.hpp).
 *
 * Four pixels, three words, at a time; both planes start on a word, as every plane that is a buffer of its own does.
 */
export function grayPixelsOf(rgb: Uint8Array, gray: Uint8Array, from: number, to: number): void {
  const rgbWords = new Int32Array(rgb.buffer, rgb.byteOffset, rgb.length >> 2);
  const grayWords = new Int32Array(gray.buffer, gray.byteOffset, gray.length >> 2);
  const firstWord = (from + 3) >> 2;
  const endWord = Math.max(firstWord, to >> 2);
  grayPixels(rgb, gray, from, Math.min(4 * firstWord, to));
  for (let i = firstWord, source = 3 * firstWord; i < endWord; i++, source += 3) {
    const a = rgbWords[source];
    const b = rgbWords[source + 1];
    const c = rgbWords[source + 2];
    grayWords[i] =
      grayOf(a & 255, (a >>> 8) & 255, (a >>> 16) & 255) |
      (grayOf(a >>> 24, b & 255, (b >>> 8) & 255) << 8) |
      (grayOf((b >>> 16) & 255, b >>> 24, c & 255) << 16) |
      (grayOf((c >>> 8) & 255, (c >>> 16) & 255, c >>> 24) << 24);
  }
  grayPixels(rgb, gray, Math.max(from, 4 * endWord), to);
}

function grayPixels(rgb: Uint8Array, gray: Uint8Array, from: number, to: number): void {
  for (let i = from; i < to; i++) gray[i] = grayOf(rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]);
}

function grayOf(red: number, green: number, blue: number): number {
  return (Math.imul(9798, red) + Math.imul(19235, green) + Math.imul(3735, blue) + 16384) >> 15;
}
