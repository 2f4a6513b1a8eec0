import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';

/** Texels of a tile that one fragment counts: 4 × 15 texels hold 240 pixels, which an 8-bit counter can count. */
export const TILE_COLUMNS = 4;
export const TILE_ROWS = 15;

/** Bins that one RGBA32UI target holds: four components of four 8-bit counters. */
export const BINS_PER_TARGET = 16;

/**
 * Histogram, first step: one fragment counts the pixels of one tile into 8-bit counters, `targets` × 16 bins in one
 * pass, beginning with `firstBin`. Counting in a local array fetches each pixel once a pass; scattering points with
 * blending was ten times slower, and slowest on flat images.
 */
export function histogramCountShader(targets: number, fold: Fold): ShaderProgram {
  const outputs = Array.from({ length: targets }, (_, i) => i);
  return shaderProgram(
    `histogram.count.${targets}`,
    gridAccess('plane', fold),
    `
uniform usampler2D plane;
uniform ivec2 imageSize;
uniform int firstBin;
${outputs.map((i) => `layout(location = ${i}) out uvec4 counts${i};`).join('\n')}
uint counters[${targets * 4}];
void count(uint value) {
  int bin = int(value) - firstBin;
  if (bin >= 0 && bin < ${targets * BINS_PER_TARGET}) counters[bin >> 2] += 1u << ((bin & 3) << 3);
}
void main() {
  for (int i = 0; i < ${targets * 4}; i++) counters[i] = 0u;
  ivec2 first = ivec2(gl_FragCoord.xy) * ivec2(${TILE_COLUMNS}, ${TILE_ROWS});
  ivec2 last = min(first + ivec2(${TILE_COLUMNS}, ${TILE_ROWS}), ivec2((imageSize.x + 3) >> 2, imageSize.y));
  for (int y = first.y; y < last.y; y++) {
    for (int column = first.x; column < last.x; column++) {
      uvec4 four = planeTexel(plane, ivec2(column, y));
      int inside = imageSize.x - column * 4;
      count(four.x);
      if (inside > 1) count(four.y);
      if (inside > 2) count(four.z);
      if (inside > 3) count(four.w);
    }
  }
  ${outputs.map((i) => `counts${i} = uvec4(counters[${4 * i}], counters[${4 * i + 1}], counters[${4 * i + 2}], counters[${4 * i + 3}]);`).join('\n  ')}
}
`,
  );
}
