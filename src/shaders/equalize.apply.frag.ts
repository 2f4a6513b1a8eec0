import { shaderProgram } from './shader-program.ts';

/** Sends every pixel through the look-up table (256 × 1, R8UI). Works texel by texel, so folding does not matter. */
export const EQUALIZE_APPLY = shaderProgram(
  'equalize.apply',
  `
uniform usampler2D plane;
uniform usampler2D table;
out uvec4 enhanced;
uint lookUp(uint value) {
  return texelFetch(table, ivec2(int(value), 0), 0).x;
}
void main() {
  uvec4 gray = texelFetch(plane, ivec2(gl_FragCoord.xy), 0);
  enhanced = uvec4(lookUp(gray.x), lookUp(gray.y), lookUp(gray.z), lookUp(gray.w));
}
`,
);
