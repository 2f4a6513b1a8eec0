import { shaderProgram, type ShaderProgram } from './shader-program.ts';

/**
 * From the 256 counts of magnitudes' classes both thresholds, for one fragment: as limits of magnitudes, then as they are set by
 * hand; see foundThresholds.
 */
export function cannyThresholdsShader(squared: boolean, shift: number): ShaderProgram {
  return shaderProgram(
    `canny.thresholds.${squared ? 'l2' : 'l1'}.${shift}`,
    `
uniform usampler2D counts;
uniform uint allowed;
out uvec4 thresholds;
uint count(int index) {
  return texelFetch(counts, ivec2(index >> 2, 0), 0)[index & 3];
}
void main() {
  int last = 255;
  uint above = count(last);
  while (last > 0 && above <= allowed) {
    last--;
    above += count(last);
  }
  int octave = max(0, (last >> 5) - 1);
  uint high = uint(((last - 32 * octave + 1) << (octave + ${shift})) - 1);
  uint low = 2u * high / 5u;
  thresholds = uvec4(${squared ? 'low * low, high * high' : 'low, high'}, low, high);
}
`,
  );
}
