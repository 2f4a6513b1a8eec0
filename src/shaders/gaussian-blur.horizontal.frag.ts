import { listOf } from '../base/list-of.ts';
import { borderTexel, REFLECT_101, type Reach } from './border.glsl.ts';
import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';

/**
 * Rows of the separable Gaussian: Σ weight · pixel in 8 fraction bits, which fits 16 bits without rounding. The radius
 * is unrolled; the weights stay uniforms (`weights[0]` is the centre), so that a moving sigma compiles nothing.
 */
export function gaussianBlurHorizontalShader(radius: number, fold: Fold, reach: Reach): ShaderProgram {
  const side = Math.ceil(radius / 4);
  const columns = listOf(2 * side + 1, (i) => i - side);
  const taps = listOf(radius, (i) => i + 1);
  const fetchAll = (texel: (column: number) => string): string =>
    columns.map((c) => `${texelName(c)} = ${texel(c)};`).join('\n  ');
  const inside = fetchAll((c) => `planeTexel(plane, ivec2(here.x + ${c}, here.y))`);
  const atBorder = fetchAll((c) => `reflectedTexel(plane, here.x + ${c}, here.y)`);
  return shaderProgram(
    `gaussian-blur.horizontal.${radius}.${reach}`,
    gridAccess('plane', fold),
    REFLECT_101,
    'uniform ivec2 imageSize;',
    borderTexel('reflected', (x) => `reflect101(${x}, imageSize.x)`),
    `
uniform usampler2D plane;
uniform uint weights[${radius + 1}];
out uvec4 sums;
void main() {
  ivec2 here = planeHere();
  uvec4 ${columns.map(texelName).join(', ')};
  ${
    reach === 'interior'
      ? inside
      : `if (here.x * 4 >= ${radius} && here.x * 4 + ${3 + radius} < imageSize.x) {\n${inside}\n  } else {\n${atBorder}\n  }`
  }
  sums = weights[0] * ${fourFrom(0)};
  ${taps.map((tap) => `sums += weights[${tap}] * (${fourFrom(-tap)} + ${fourFrom(tap)});`).join('\n  ')}
}
`,
  );
}

/** The variable that holds the texel `column` to the right of the fragment's own. */
function texelName(column: number): string {
  return column < 0 ? `left${-column}` : `right${column}`;
}

/** GLSL for the four pixels that begin `shift` pixels to the right of the fragment's own four. */
function fourFrom(shift: number): string {
  const column = Math.floor(shift / 4);
  const skip = shift - 4 * column;
  const here = texelName(column);
  if (skip === 0) return here;
  return `uvec4(${here}.${'xyzw'.slice(skip)}, ${texelName(column + 1)}.${'xyzw'.slice(0, skip)})`;
}
