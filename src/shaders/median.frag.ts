import { listOf } from '../base/list-of.ts';
import { borderTexel, type Reach } from './border.glsl.ts';
import { gridAccess, type Fold } from './grid.glsl.ts';
import { MEDIAN_NETWORKS } from './median-networks.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';

/**
 * The median of the square around each pixel, the border repeated outside. Up to radius 2 by a network of exchanges. Beyond, bit
 * by bit, the highest first: a bit is set where more than half of the neighbours are as large as that makes the value.
 */
export function medianShader(radius: number, fold: Fold, reach: Reach): ShaderProgram {
  const side = 2 * radius + 1;
  const rows = listOf(side, (row) => row);
  const fetchRows = (texel: (x: string, y: string) => string): string =>
    rows
      .map((row) => {
        const sides = radius === 0 ? [] : ['left', 'right'];
        const at = { left: 'here.x - 1', right: 'here.x + 1', middle: 'here.x' };
        return (['middle', ...sides] as (keyof typeof at)[])
          .map((name) => `    ${name}${row} = ivec4(${texel(at[name], `y${row}`)});`)
          .join('\n');
      })
      .join('\n');
  const inside = fetchRows((x, y) => `planeTexel(plane, ivec2(${x}, ${y}))`);
  const atBorder = fetchRows((x, y) => `replicatedTexel(plane, ${x}, ${y})`);
  const values = rows.flatMap((row) => listOf(side, (i) => fourFrom(row, i - radius)));
  return shaderProgram(
    `median.${radius}.${reach}`,
    gridAccess('plane', fold),
    'uniform ivec2 imageSize;',
    borderTexel('replicated', (x) => `clamp(${x}, 0, imageSize.x - 1)`),
    `
uniform usampler2D plane;
out uvec4 middle;
void main() {
  ivec2 here = planeHere();
  ivec4 ${rows.flatMap((row) => [`left${row}`, `middle${row}`, `right${row}`]).join(', ')};
  int ${rows.map((row) => `y${row} = clamp(here.y + ${row - radius}, 0, imageSize.y - 1)`).join(', ')};
${reach === 'interior' ? inside : `  if (here.x >= 1 && here.x * 4 + 7 < imageSize.x) {\n${inside}\n  } else {\n${atBorder}\n  }`}
  ivec4 ${values.map((value, i) => `p${i} = ${value}`).join(',\n    ')};
${radius < 3 ? byNetwork(radius as 0 | 1 | 2) : byBits(values.length)}
}
`,
  );
}

function byNetwork(radius: 0 | 1 | 2): string {
  const exchanges = MEDIAN_NETWORKS[radius].map(
    ([low, high]) => `  lower = min(p${low}, p${high}); p${high} = max(p${low}, p${high}); p${low} = lower;`,
  );
  return `  ivec4 lower;
${exchanges.join('\n')}
  middle = uvec4(p${((2 * radius + 1) * (2 * radius + 1)) >> 1});`;
}

function byBits(count: number): string {
  return `  ivec4 value = ivec4(0);
  for (int bit = 128; bit > 0; bit >>= 1) {
    ivec4 tried = value | bit;
    /* Each adds −1 where it is less. */
    ivec4 less = ${listOf(count, (i) => `((p${i} - tried) >> 31)`).join('\n      + ')};
    value |= bit & ((${-(count >> 1) - 1} - less) >> 31);
  }
  middle = uvec4(value);`;
}

/** GLSL for the four pixels of a row that begin `shift` (−3…3) pixels to the right of the fragment's own four. */
function fourFrom(row: number, shift: number): string {
  if (shift === 0) return `middle${row}`;
  return shift < 0
    ? `ivec4(left${row}.${'xyzw'.slice(shift)}, middle${row}.${'xyzw'.slice(0, shift)})`
    : `ivec4(middle${row}.${'xyzw'.slice(shift)}, right${row}.${'xyzw'.slice(0, shift)})`;
}
