/** Borders as OpenCV extrapolates them: an index outside 0…n−1 becomes one inside. */

/** Where a program can be drawn: `interior` programs fetch their neighbours without asking whether there are any. */
export type Reach = 'interior' | 'anywhere';

/** BORDER_REFLECT_101 for an index less than `size` outside: one reflection does. */
export const REFLECT_101_ONCE = `
int reflect101(int index, int size) {
  int folded = abs(index);
  return min(folded, 2 * (size - 1) - folded);
}
`;

/** BORDER_REFLECT_101: gfedcb|abcdefgh|gfedcba, repeated until inside; a single sample stands for all. */
export const REFLECT_101 = `
int reflect101(int index, int size) {
  int period = max(2 * (size - 1), 1);
  int folded = abs(index) % period;
  return size == 1 ? 0 : min(folded, period - folded);
}
`;

/**
 * `<name>Texel(samples, column, y)` reads the four pixels from x = 4·column on, each at the x that `mapX` sends it to:
 * for the borders, where the four do not lie in one texel.
 */
export function borderTexel(name: string, mapX: (x: string) => string): string {
  return `
uint ${name}Pixel(usampler2D samples, int x, int y) {
  int inside = ${mapX('x')};
  return planeTexel(samples, ivec2(inside >> 2, y))[inside & 3];
}
uvec4 ${name}Texel(usampler2D samples, int column, int y) {
  int x = column * 4;
  return uvec4(
    ${name}Pixel(samples, x, y),
    ${name}Pixel(samples, x + 1, y),
    ${name}Pixel(samples, x + 2, y),
    ${name}Pixel(samples, x + 3, y));
}
`;
}
