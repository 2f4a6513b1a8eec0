import { shaderProgram } from './shader-program.ts';

/** Histogram, last step: adds up the groups. The target is 64 × 1 texels of four 32-bit bins each. */
export const HISTOGRAM_SUM = shaderProgram(
  'histogram.sum',
  `
uniform usampler2D groups;
uniform int groupCount;
out uvec4 bins;
void main() {
  bins = uvec4(0u);
  for (int group = 0; group < groupCount; group++) bins += texelFetch(groups, ivec2(int(gl_FragCoord.x), group), 0);
}
`,
);
