import { shaderProgram } from './shader-program.ts';

/** Histograms of CLAHE's tiles, last step: adds up a tile's groups. A tile is a row of 64 texels of four 32-bit bins each. */
export const CLAHE_SUM = shaderProgram(
  'clahe.sum',
  `
uniform usampler2D gathered;
uniform int groups;
out uvec4 bins;
void main() {
  ivec2 here = ivec2(gl_FragCoord.xy);
  bins = uvec4(0u);
  for (int group = 0; group < groups; group++) bins += texelFetch(gathered, ivec2(here.x, here.y * groups + group), 0);
}
`,
);
