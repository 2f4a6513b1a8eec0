import { shaderProgram } from './shader-program.ts';

/** Tiles that one fragment adds up: 16-bit sums of 240 a tile cannot overflow (256 · 240 < 65536). */
export const TILES_PER_GROUP = 256;

/**
 * Histogram, second step: adds up the counters of up to 256 tiles. Draws into four columns of the target (bins
 * 4·(column − firstColumn)… of the tiles' texture), one row a group of tiles; the sums are 32 bits wide.
 */
export const HISTOGRAM_GATHER = shaderProgram(
  'histogram.gather',
  `
uniform usampler2D tiles;
uniform ivec2 tileGrid;
uniform int firstColumn;
out uvec4 sums;
void main() {
  int component = int(gl_FragCoord.x) - firstColumn;
  int first = int(gl_FragCoord.y) * ${TILES_PER_GROUP};
  int count = min(${TILES_PER_GROUP}, tileGrid.x * tileGrid.y - first);
  ivec2 tile = ivec2(first % tileGrid.x, first / tileGrid.x);
  uint even = 0u;
  uint odd = 0u;
  for (int i = 0; i < count; i++) {
    uint four = texelFetch(tiles, tile, 0)[component];
    even += four & 0x00ff00ffu;
    odd += (four >> 8) & 0x00ff00ffu;
    tile.x++;
    if (tile.x == tileGrid.x) tile = ivec2(0, tile.y + 1);
  }
  sums = uvec4(even & 0xffffu, odd & 0xffffu, even >> 16, odd >> 16);
}
`,
);
