import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';

/**
 * A plane as a stream of bytes, row after row without padding, sixteen pixels a texel: RGBA_INTEGER/UNSIGNED_INT is
 * the one format that every driver must read back, and what arrives needs no repacking on the main thread.
 */
export function readBackPackShader(fold: Fold): ShaderProgram {
  return shaderProgram(
    'read-back.pack',
    gridAccess('plane', fold),
    `
uniform usampler2D plane;
uniform ivec2 imageSize;
uniform int streamColumns;
out uvec4 words;
uint pixelAt(int index) {
  int y = index / imageSize.x;
  int x = index - y * imageSize.x;
  return planeTexel(plane, ivec2(x >> 2, y))[x & 3];
}
uint wordAt(int index) {
  if ((imageSize.x & 3) == 0) {
    int y = index / imageSize.x;
    uvec4 four = planeTexel(plane, ivec2((index - y * imageSize.x) >> 2, y));
    return four.x | (four.y << 8) | (four.z << 16) | (four.w << 24);
  }
  return pixelAt(index) | (pixelAt(index + 1) << 8) | (pixelAt(index + 2) << 16) | (pixelAt(index + 3) << 24);
}
void main() {
  int index = (int(gl_FragCoord.y) * streamColumns + int(gl_FragCoord.x)) * 16;
  words = uvec4(wordAt(index), wordAt(index + 4), wordAt(index + 8), wordAt(index + 12));
}
`,
  );
}
