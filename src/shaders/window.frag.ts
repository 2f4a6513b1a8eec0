import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';
import { sourceBytes, type WordsPerTexel } from './source-bytes.glsl.ts';

/** Side of the table's texture: the low byte of a sample is the column, the high one the row. */
export const TABLE_SIDE = 256;

/** Samples of one gray channel, as they lie in memory → what the table says of them, four pixels a texel. */
export function windowShader(bitDepth: 8 | 16, words: WordsPerTexel, fold: Fold): ShaderProgram {
  return shaderProgram(
    `window.${bitDepth}`,
    gridAccess('plane', fold),
    sourceBytes(words),
    `
uniform usampler2D table;
uniform ivec2 imageSize;
out uvec4 shown;
uint shadeOf(uint value) {
  return texelFetch(table, ivec2(int(value & 255u), int(value >> 8)), 0).x;
}
void main() {
  ivec2 here = planeHere();
  int pixel = here.y * imageSize.x + here.x * 4;
  ${FOUR[bitDepth]}
}
`,
  );
}

const FOUR = {
  8: `uint word = sourceWord(pixel);
  uvec4 four = uvec4(word, word >> 8, word >> 16, word >> 24) & 255u;
  shown = uvec4(shadeOf(four.x), shadeOf(four.y), shadeOf(four.z), shadeOf(four.w));`,
  16: `uint first = sourceWord(2 * pixel);
  uint second = sourceWord(2 * pixel + 4);
  shown = uvec4(shadeOf(first & 65535u), shadeOf(first >> 16), shadeOf(second & 65535u), shadeOf(second >> 16));`,
};
