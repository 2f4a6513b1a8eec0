import { shaderProgram } from './shader-program.ts';

/** Draws only where two masks differ: an occlusion query around it tells whether hysteresis still grows. */
export const CANNY_COMPARE = shaderProgram(
  'canny.compare',
  `
uniform usampler2D before;
uniform usampler2D after;
out uint changed;
void main() {
  ivec2 here = ivec2(gl_FragCoord.xy);
  if (texelFetch(before, here, 0) == texelFetch(after, here, 0)) discard;
  changed = 1u;
}
`,
);
