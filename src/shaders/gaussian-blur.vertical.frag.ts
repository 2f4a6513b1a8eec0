import { listOf } from '../base/list-of.ts';
import { REFLECT_101, REFLECT_101_ONCE } from './border.glsl.ts';
import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';

/**
 * Columns of the separable Gaussian, rounded back to 8 bits: (Σ weight · sum + 32768) >> 16.
 * @param low whether the image has no more rows than `radius`: those beyond its border are then reflected repeatedly
 */
export function gaussianBlurVerticalShader(radius: number, fold: Fold, low: boolean): ShaderProgram {
  const taps = listOf(radius, (i) => i + 1);
  const row = (offset: number): string =>
    `planeTexel(sums, ivec2(here.x, reflect101(here.y + ${offset}, imageSize.y)))`;
  return shaderProgram(
    `gaussian-blur.vertical.${radius}${low ? '.low' : ''}`,
    gridAccess('plane', fold),
    low ? REFLECT_101 : REFLECT_101_ONCE,
    `
uniform usampler2D sums;
uniform ivec2 imageSize;
uniform uint weights[${radius + 1}];
out uvec4 blurred;
void main() {
  ivec2 here = planeHere();
  uvec4 total = weights[0] * planeTexel(sums, here);
  ${taps.map((tap) => `total += weights[${tap}] * (${row(-tap)} + ${row(tap)});`).join('\n  ')}
  blurred = (total + 32768u) >> 16;
}
`,
  );
}
