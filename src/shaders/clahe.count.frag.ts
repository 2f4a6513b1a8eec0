import { REFLECT_101 } from './border.glsl.ts';
import { gridAccess, type Fold } from './grid.glsl.ts';
import { histogramCounters } from './histogram.count.frag.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';

/** Pixels that a fragment counts, at most: an 8-bit counter counts 240, and so many are 20 × 12. */
export const BLOCK_SIDES = [20, 12] as const;

/**
 * Histograms of CLAHE's tiles, first step: one fragment counts a block of a tile into 8-bit counters, `targets` × 16 bins in
 * one pass. What of a tile lies outside the image is reflected into it.
 */
export function claheCountShader(targets: number, fold: Fold): ShaderProgram {
  return shaderProgram(
    `clahe.count.${targets}`,
    gridAccess('plane', fold),
    REFLECT_101,
    histogramCounters(targets),
    `
uniform usampler2D plane;
uniform ivec2 imageSize;
uniform ivec2 tileSize;
uniform ivec2 blockSize;
/* Of a tile. */
uniform ivec2 blocks;
void main() {
  clearCounters();
  ivec2 block = ivec2(gl_FragCoord.xy);
  ivec2 tile = block / blocks;
  ivec2 first = tile * tileSize + (block - tile * blocks) * blockSize;
  ivec2 last = min(first + blockSize, (tile + 1) * tileSize);
  /* Columns inside are counted four at a time. */
  int inside = min(last.x, imageSize.x);
  int beyond = max(first.x, imageSize.x);
  /* Loops ask at their end: asking at the beginning, a renderer in software goes through the body once more, for nothing. */
  int y = first.y;
  do {
    int row = reflect101(y, imageSize.y);
    int column = first.x >> 2;
    do {
      uvec4 four = planeTexel(plane, ivec2(column, row));
      ivec4 x = ivec4(0, 1, 2, 3) + column * 4;
      uvec4 counted = uvec4((x - inside) & ~(x - first.x)) >> 31;
      count(four.x, counted.x);
      count(four.y, counted.y);
      count(four.z, counted.z);
      count(four.w, counted.w);
    } while (++column * 4 < inside);
  } while (++y < last.y);
  for (y = beyond < last.x ? first.y : last.y; y < last.y; y++) {
    int row = reflect101(y, imageSize.y);
    for (int x = beyond; x < last.x; x++) {
      int mirrored = reflect101(x, imageSize.x);
      count(planeTexel(plane, ivec2(mirrored >> 2, row))[mirrored & 3], 1u);
    }
  }
  giveCounters();
}
`,
  );
}
