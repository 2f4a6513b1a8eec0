import { REFLECT_101 } from './border.glsl.ts';
import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';

/** Columns of the separable Gaussian, rounded back to 8 bits: (Σ weight · sum + 32768) >> 16. */
export function gaussianBlurVerticalShader(radius: number, fold: Fold): ShaderProgram {
  const taps = Array.from({ length: radius }, (_, i) => i + 1);
  const sum = (row: (offset: number) => string): string =>
    taps.map((tap) => `total += weights[${tap}] * (${row(-tap)} + ${row(tap)});`).join('\n    ');
  return shaderProgram(
    `gaussian-blur.vertical.${radius}`,
    gridAccess('plane', fold),
    REFLECT_101,
    `
uniform usampler2D sums;
uniform ivec2 imageSize;
uniform uint weights[${radius + 1}];
out uvec4 blurred;
void main() {
  ivec2 here = planeHere();
  uvec4 total = weights[0] * planeTexel(sums, here);
  if (here.y >= ${radius} && here.y + ${radius} < imageSize.y) {
    ${sum((offset) => `planeTexel(sums, ivec2(here.x, here.y + ${offset}))`)}
  } else {
    ${sum((offset) => `planeTexel(sums, ivec2(here.x, reflect101(here.y + ${offset}, imageSize.y)))`)}
  }
  blurred = (total + 32768u) >> 16;
}
`,
  );
}
