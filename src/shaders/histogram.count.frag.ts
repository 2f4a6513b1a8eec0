import { listOf } from '../base/list-of.ts';
import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';

/** Texels of a tile that one fragment counts: 4 × 15 texels hold 240 pixels, which an 8-bit counter can count. */
export const TILE_COLUMNS = 4;
export const TILE_ROWS = 15;

/** Bins that one RGBA32UI target holds: four components of four 8-bit counters. */
export const BINS_PER_TARGET = 16;

/** GLSL of counters for `targets` × 16 bins from `firstBin` on, and of the targets that they are given out to. */
export function histogramCounters(targets: number): string {
  const outputs = listOf(targets, (i) => i);
  return `
uniform uint firstBin;
${outputs.map((i) => `layout(location = ${i}) out uvec4 counts${i};`).join('\n')}
uint counters[${targets * 4}];
/* Adds 1 where \`counts\` is 1 and the value is among these bins; without branches, which cost more than adding 0. */
void count(uint value, uint counts) {
  uint bin = value - firstBin;
  uint counted = bin < ${targets * BINS_PER_TARGET}u ? counts : 0u;
  counters[(bin >> 2) & ${targets * 4 - 1}u] += counted << ((bin & 3u) << 3);
}
void clearCounters() {
  for (int i = 0; i < ${targets * 4}; i++) counters[i] = 0u;
}
void giveCounters() {
  ${outputs.map((i) => `counts${i} = uvec4(counters[${4 * i}], counters[${4 * i + 1}], counters[${4 * i + 2}], counters[${4 * i + 3}]);`).join('\n  ')}
}
`;
}

/**
 * Histogram, first step: one fragment counts the pixels of one tile into 8-bit counters, `targets` × 16 bins in one
 * pass, beginning with `firstBin`. Counting in a local array fetches each pixel once a pass; scattering points with
 * blending was ten times slower, and slowest on flat images.
 */
export function histogramCountShader(targets: number, fold: Fold): ShaderProgram {
  return shaderProgram(
    `histogram.count.${targets}`,
    gridAccess('plane', fold),
    `
uniform usampler2D plane;
uniform ivec2 imageSize;
${histogramCounters(targets)}void main() {
  clearCounters();
  ivec2 first = ivec2(gl_FragCoord.xy) * ivec2(${TILE_COLUMNS}, ${TILE_ROWS});
  ivec2 last = min(first + ivec2(${TILE_COLUMNS}, ${TILE_ROWS}), ivec2((imageSize.x + 3) >> 2, imageSize.y));
  /* Loops ask at their end: asking at the beginning, a renderer in software goes through the body once more, for nothing. */
  int y = first.y;
  do {
    int column = first.x;
    do {
      uvec4 four = planeTexel(plane, ivec2(column, y));
      uvec4 inside = uvec4(ivec4(0, 1, 2, 3) + column * 4 - imageSize.x) >> 31;
      count(four.x, 1u);
      count(four.y, inside.y);
      count(four.z, inside.z);
      count(four.w, inside.w);
    } while (++column < last.x);
  } while (++y < last.y);
  giveCounters();
}
`,
  );
}
