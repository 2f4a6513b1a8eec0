/**
 * Gray values of the interleaved RGB pixels `from`…`to` − 1: `(9798·R + 19235·G + 3735·B + 16384) >> 15`, the 15-bit
 * weights of OpenCV's 8-bit `cvtColor(RGB2GRAY)` (modules/imgproc/src/color_rgb.simd.hpp).
 */
export function grayscale(rgb: Uint8Array, gray: Uint8Array, from: number, to: number): void {
  for (let pixel = from, sample = from * 3; pixel < to; pixel++, sample += 3) {
    gray[pixel] = (9798 * rgb[sample] + 19235 * rgb[sample + 1] + 3735 * rgb[sample + 2] + 16384) >> 15;
  }
}
