import { shaderProgram } from './shader-program.ts';

/**
 * What each value becomes in the four tiles around a place: upper left, upper right, lower left, lower right. A place is a row,
 * (tiles.x + 1) · (tiles.y + 1) of them; at the image's borders the last tile stands on both sides.
 */
export const CLAHE_QUADS = shaderProgram(
  'clahe.quads',
  `
uniform usampler2D table;
uniform ivec2 tiles;
out uvec4 quad;
uint entry(int column, int row) {
  int value = int(gl_FragCoord.x);
  return texelFetch(table, ivec2(value >> 2, row * tiles.x + column), 0)[value & 3];
}
void main() {
  int index = int(gl_FragCoord.y);
  int row = index / (tiles.x + 1);
  ivec2 after = ivec2(index - row * (tiles.x + 1), row);
  ivec2 before = max(after - 1, ivec2(0));
  after = min(after, tiles - 1);
  quad = uvec4(entry(before.x, before.y), entry(after.x, before.y), entry(before.x, after.y), entry(after.x, after.y));
}
`,
);
