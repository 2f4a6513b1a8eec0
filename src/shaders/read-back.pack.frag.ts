import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';

/**
 * A plane as a stream of bytes, row after row without padding, sixteen pixels a texel: RGBA_INTEGER/UNSIGNED_INT is
 * the one format that every driver must read back, and what arrives needs no repacking on the main thread.
 * @param rowsOfTexels whether the image's width is a multiple of 4, so that words never straddle two rows
 */
export function readBackPackShader(fold: Fold, rowsOfTexels: boolean): ShaderProgram {
  return shaderProgram(
    `read-back.pack.${rowsOfTexels ? 'texels' : 'pixels'}`,
    gridAccess('plane', fold),
    `
uniform usampler2D plane;
uniform ivec2 imageSize;
uniform int streamColumns;
out uvec4 words;
${rowsOfTexels ? WORD_OF_TEXEL : WORD_OF_PIXELS}
void main() {
  int index = (int(gl_FragCoord.y) * streamColumns + int(gl_FragCoord.x)) * 16;
  int y = index / imageSize.x;
  ivec2 at = ivec2(index - y * imageSize.x, y);
  uint first = nextWord(at);
  uint second = nextWord(at);
  uint third = nextWord(at);
  words = uvec4(first, second, third, nextWord(at));
}
`,
  );
}

/** `nextWord(at)` is the four bytes from the pixel `at` on; it leaves `at` at the pixel after them. */
const WORD_OF_TEXEL = `
uint nextWord(inout ivec2 at) {
  uvec4 four = planeTexel(plane, ivec2(at.x >> 2, at.y));
  at.x += 4;
  at = at.x < imageSize.x ? at : ivec2(0, at.y + 1);
  return four.x | (four.y << 8) | (four.z << 16) | (four.w << 24);
}
`;

const WORD_OF_PIXELS = `
uint nextPixel(inout ivec2 at) {
  uint pixel = planeTexel(plane, ivec2(at.x >> 2, at.y))[at.x & 3];
  at.x++;
  at = at.x < imageSize.x ? at : ivec2(0, at.y + 1);
  return pixel;
}
uint nextWord(inout ivec2 at) {
  uint first = nextPixel(at);
  uint second = nextPixel(at);
  uint third = nextPixel(at);
  return first | (second << 8) | (third << 16) | (nextPixel(at) << 24);
}
`;
