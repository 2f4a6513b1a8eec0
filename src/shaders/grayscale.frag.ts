import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';
import { sourceBytes, type WordsPerTexel } from './source-bytes.glsl.ts';

/**
 * The original's bytes → four gray pixels a texel. RGB by OpenCV's 15-bit weights (color_rgb.simd.hpp, RGB2Gray):
 * (9798·R + 19235·G + 3735·B + 16384) >> 15. A gray original only takes its place.
 */
export function grayscaleShader(channels: 1 | 3, words: WordsPerTexel, fold: Fold): ShaderProgram {
  return shaderProgram(
    `grayscale.${channels === 3 ? 'rgb' : 'gray'}`,
    gridAccess('plane', fold),
    sourceBytes(words),
    BODY[channels],
  );
}

const BODY = {
  1: `
uniform ivec2 imageSize;
out uvec4 gray;
void main() {
  ivec2 here = planeHere();
  uint word = sourceWord(here.y * imageSize.x + here.x * 4);
  gray = uvec4(word, word >> 8, word >> 16, word >> 24) & 255u;
}
`,
  3: `
uniform ivec2 imageSize;
out uvec4 gray;
uint luminance(uint red, uint green, uint blue) {
  return (9798u * (red & 255u) + 19235u * (green & 255u) + 3735u * (blue & 255u) + 16384u) >> 15;
}
void main() {
  ivec2 here = planeHere();
  int offset = 3 * (here.y * imageSize.x + here.x * 4);
  int index = offset >> 2;
  uint first = alignedWord(index);
  uint second = alignedWord(index + 1);
  uint third = alignedWord(index + 2);
  uint fourth = alignedWord(index + 3);
  uint a = sourceBetween(first, second, offset);
  uint b = sourceBetween(second, third, offset);
  uint c = sourceBetween(third, fourth, offset);
  gray = uvec4(
    luminance(a, a >> 8, a >> 16),
    luminance(a >> 24, b, b >> 8),
    luminance(b >> 16, b >> 24, c),
    luminance(c >> 8, c >> 16, c >> 24));
}
`,
};
