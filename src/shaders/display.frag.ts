import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';
import { sourceBytes, type WordsPerTexel } from './source-bytes.glsl.ts';

/** What is shown: a computed plane, or the original's bytes. */
export type Shown = 'plane' | { readonly channels: 1 | 3; readonly words: WordsPerTexel };

/**
 * One tile of a picture of `pictureSize` pixels that shows the whole image: the same pixel at the same size, the mean
 * of the pixels beneath when smaller, the nearest pixel when larger. `tileOrigin` is the tile's place in the picture,
 * from the top left; the frame's rows run upwards.
 */
export function displayShader(shown: Shown, fold: Fold): ShaderProgram {
  return shaderProgram(
    `display.${shown === 'plane' ? shown : shown.channels}`,
    gridAccess('plane', fold),
    'uniform ivec2 imageSize;',
    ...(shown === 'plane' ? [PLANE_PIXEL] : [sourceBytes(shown.words), SOURCE_PIXEL[shown.channels]]),
    `
uniform ivec2 pictureSize;
uniform ivec2 tileOrigin;
uniform int tileHeight;
out vec4 color;
void main() {
  ivec2 here = tileOrigin + ivec2(int(gl_FragCoord.x), tileHeight - 1 - int(gl_FragCoord.y));
  ivec2 first = here * imageSize / pictureSize;
  ivec2 last = max((here + 1) * imageSize / pictureSize, first + 1);
  uvec3 sum = uvec3(0u);
  for (int y = first.y; y < last.y; y++) {
    for (int x = first.x; x < last.x; x++) sum += pixelAt(x, y);
  }
  ivec2 size = last - first;
  uint count = uint(size.x * size.y);
  color = vec4(vec3((sum + count / 2u) / count) / 255.0, 1.0);
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
