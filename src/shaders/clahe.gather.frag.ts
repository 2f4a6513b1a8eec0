import { TILES_PER_GROUP } from './histogram.gather.frag.ts';
import { shaderProgram } from './shader-program.ts';

/**
 * Histograms of CLAHE's tiles, second step: adds up the counters of up to 256 blocks of one tile. Draws into four columns of the
 * target (bins 4·(column − firstColumn)… of the blocks' texture), `groups` rows a tile; the sums are 32 bits wide.
 */
export const CLAHE_GATHER = shaderProgram(
  'clahe.gather',
  `
uniform usampler2D counted;
uniform ivec2 blocks;
uniform int tileColumns;
uniform int groups;
uniform int firstColumn;
out uvec4 sums;
void main() {
  int component = int(gl_FragCoord.x) - firstColumn;
  int row = int(gl_FragCoord.y);
  int tile = row / groups;
  ivec2 corner = ivec2(tile % tileColumns, tile / tileColumns) * blocks;
  int first = (row - tile * groups) * ${TILES_PER_GROUP};
  int end = min(first + ${TILES_PER_GROUP}, blocks.x * blocks.y);
  ivec2 block = ivec2(first % blocks.x, first / blocks.x);
  uint even = 0u;
  uint odd = 0u;
  for (int i = first; i < end; i++) {
    uint four = texelFetch(counted, corner + block, 0)[component];
    even += four & 0x00ff00ffu;
    odd += (four >> 8) & 0x00ff00ffu;
    block.x++;
    if (block.x == blocks.x) block = ivec2(0, block.y + 1);
  }
  sums = uvec4(even & 0xffffu, odd & 0xffffu, even >> 16, odd >> 16);
}
`,
);
