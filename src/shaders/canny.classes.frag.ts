import type { GradientPacking } from './canny.gradient.frag.ts';
import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';

/**
 * The class of each pixel's magnitude, 0…255, for a histogram to count; see src/operators/magnitude-classes.ts. Of squares it is
 * the root that counts, rounded up: a GPU's root may be off, and is made right in integers.
 */
export function cannyClassesShader(
  { bits }: GradientPacking,
  squared: boolean,
  shift: number,
  fold: Fold,
): ShaderProgram {
  return shaderProgram(
    `canny.classes.${bits}.${squared ? 'l2' : 'l1'}.${shift}`,
    gridAccess('plane', fold),
    `
uniform usampler2D gradient;
out uvec4 classes;
int root(int square) {
  int r = int(sqrt(float(square)));
  for (int i = 0; i < 2; i++) if (r * r < square) r++;
  for (int i = 0; i < 2; i++) if (r > 0 && (r - 1) * (r - 1) >= square) r--;
  return r;
}
uint classOf(uint packed) {
  int m = int(packed & ${2 ** (bits - 2) - 1}u);
  int magnitude = ${squared ? 'root(m)' : 'm'} >> ${shift};
  /* A whole number as a float tells its highest bit. */
  int octave = max(0, (floatBitsToInt(float(magnitude)) >> 23) - 132);
  return uint(32 * octave + (magnitude >> octave));
}
void main() {
  uvec4 four = planeTexel(gradient, planeHere());
  classes = uvec4(classOf(four.x), classOf(four.y), classOf(four.z), classOf(four.w));
}
`,
  );
}
