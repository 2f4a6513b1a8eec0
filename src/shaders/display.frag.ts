import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';
import { sourceBytes, type WordsPerTexel } from './source-bytes.glsl.ts';

/** What is shown: a computed plane, or the original's bytes. */
export type Shown = 'plane' | { readonly channels: 1 | 3; readonly words: WordsPerTexel };

/**
 * One tile of a picture of the whole image. `spans` holds what each pixel shows, as image/axis-spans.ts gives it: those
 * of the tile's columns in its first row, those of its rows in the second, for this `reduction`. The frame's rows run upwards.
 */
export function displayShader(shown: Shown, fold: Fold, reduction: keyof typeof REDUCED): ShaderProgram {
  return shaderProgram(
    `display.${shown === 'plane' ? shown : shown.channels}.${reduction}`,
    gridAccess('plane', fold),
    'uniform ivec2 imageSize;',
    ...(shown === 'plane' ? [PLANE_PIXEL] : [sourceBytes(shown.words), SOURCE_PIXEL[shown.channels]]),
    `
uniform usampler2D spans;
uniform uvec2 wholePixel;
uniform int tileHeight;
out vec4 color;
${REDUCED[reduction]}
void main() {
  uvec4 columns = texelFetch(spans, ivec2(int(gl_FragCoord.x), 0), 0);
  uvec4 rows = texelFetch(spans, ivec2(tileHeight - 1 - int(gl_FragCoord.y), 1), 0);
  color = vec4(vec3(reduced(columns, rows)) / 255.0, 1.0);
}
`,
  );
}

const PLANE_PIXEL = `
uniform usampler2D plane;
uvec3 pixelAt(int x, int y) {
  return uvec3(planeTexel(plane, ivec2(x >> 2, y))[x & 3]);
}
`;

const SOURCE_PIXEL: Record<1 | 3, string> = {
  1: `
uvec3 pixelAt(int x, int y) {
  return uvec3(sourceWord(y * imageSize.x + x) & 255u);
}
`,
  3: `
uvec3 pixelAt(int x, int y) {
  uint word = sourceWord(3 * (y * imageSize.x + x));
  return uvec3(word, word >> 8, word >> 16) & 255u;
}
`,
};

const REDUCED = {
  mean: `
uint weightOf(uint pixel, uvec4 span, uint whole) {
  return pixel == span.x ? span.z : pixel == span.y ? span.w : whole;
}
uvec3 reduced(uvec4 columns, uvec4 rows) {
  uvec3 sum = uvec3(0u);
  uint count = 0u;
  for (uint y = rows.x; y <= rows.y; y++) {
    uint rowWeight = weightOf(y, rows, wholePixel.y);
    for (uint x = columns.x; x <= columns.y; x++) {
      uint weight = rowWeight * weightOf(x, columns, wholePixel.x);
      sum += weight * pixelAt(int(x), int(y));
      count += weight;
    }
  }
  return (sum + count / 2u) / count;
}
`,
  most: `
uvec3 reduced(uvec4 columns, uvec4 rows) {
  uvec3 most = uvec3(0u);
  for (uint y = rows.x; y <= rows.y; y++)
    for (uint x = columns.x; x <= columns.y; x++) most = max(most, pixelAt(int(x), int(y)));
  return most;
}
`,
};
