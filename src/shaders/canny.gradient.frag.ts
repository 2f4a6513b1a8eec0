import { listOf } from '../base/list-of.ts';
import { borderTexel, type Reach } from './border.glsl.ts';
import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';

export type Aperture = 3 | 5 | 7;

/** One-dimensional Sobel kernels: along an edge and across it. */
export interface SobelWeights {
  readonly smoothing: readonly number[];
  readonly derivative: readonly number[];
}

/** How a gradient is packed: the magnitude below, the direction in the two highest of `bits`. */
export interface GradientPacking {
  readonly format: 'RGBA16UI' | 'RGBA32UI';
  readonly bits: 16 | 32;
}

/**
 * Aperture 3 in the L1 norm gives magnitudes up to 2040: 16 bits do, which halves the traffic of the default. Others
 * reach 299,635,200 (aperture 5, L2), which is less than 2^29.
 */
export function gradientPacking(aperture: Aperture, l2Gradient: boolean): GradientPacking {
  return aperture === 3 && !l2Gradient ? { format: 'RGBA16UI', bits: 16 } : { format: 'RGBA32UI', bits: 32 };
}

/**
 * Canny's gradient (OpenCV canny.cpp): Sobel with replicated borders, its magnitude (squared for the L2 norm), and in
 * the two highest bits along which line it is compared: 0 horizontal, 1 vertical, 2 rising, 3 falling diagonal.
 */
export function cannyGradientShader(
  aperture: Aperture,
  { smoothing, derivative }: SobelWeights,
  l2Gradient: boolean,
  fold: Fold,
  reach: Reach,
): ShaderProgram {
  const radius = (aperture - 1) / 2;
  const rows = listOf(aperture, (i) => i);
  const fetchRows = (texel: (x: string, y: string) => string): string =>
    rows.map((row) => fetchRow(row, radius, (x) => texel(x, `y${row}`))).join('\n');
  const inside = fetchRows((x, y) => `planeTexel(plane, ivec2(${x}, ${y}))`);
  const atBorder = fetchRows((x, y) => `replicatedTexel(plane, ${x}, ${y})`);
  return shaderProgram(
    `canny.gradient.${aperture}.${l2Gradient ? 'l2' : 'l1'}.${reach}`,
    gridAccess('plane', fold),
    'uniform ivec2 imageSize;',
    borderTexel('replicated', (x) => `clamp(${x}, 0, imageSize.x - 1)`),
    `
uniform usampler2D plane;
out uvec4 gradient;

/* OpenCV scales aperture 7 by 1/16, rounding halves to even. */
ivec4 scaled(ivec4 raw) {
  return ${aperture === 7 ? '(raw + 7 + ((raw >> 4) & 1)) >> 4' : 'raw'};
}

/* Told apart by tan 22.5 and tan 67.5 degrees in 15 fraction bits; >> 31 makes a mask of a comparison. */
ivec4 direction(ivec4 dx, ivec4 dy) {
  ivec4 x = abs(dx);
  ivec4 y = abs(dy) << 15;
  ivec4 tangent22 = x * 13573;
  ivec4 horizontal = (y - tangent22) >> 31;
  ivec4 vertical = (tangent22 + (x << 16) - y) >> 31;
  ivec4 diagonal = 3 + ((dx ^ dy) >> 31);
  return ~horizontal & ((vertical & 1) | (~vertical & diagonal));
}

void main() {
  ivec2 here = planeHere();
  ${SIDE[radius]} ${rows.flatMap((row) => [`left${row}`, `right${row}`]).join(', ')};
  ivec4 ${rows.map((row) => `middle${row}`).join(', ')};
  int ${rows.map((row) => `y${row} = clamp(here.y + ${row - radius}, 0, imageSize.y - 1)`).join(', ')};
${reach === 'interior' ? inside : `  if (here.x >= 1 && here.x * 4 + 7 < imageSize.x) {\n${inside}\n  } else {\n${atBorder}\n  }`}
  /* Columns first: the sums are then shifted along the row instead of every pixel. */
${[
  ['left', SIDE[radius]],
  ['middle', 'ivec4'],
  ['right', SIDE[radius]],
]
  .map(
    ([texel, type]) => `  ${type} ${texel}Smooth = ${weighted(smoothing, (k) => texel + k)};
  ${type} ${texel}Slope = ${weighted(derivative, (k) => texel + k)};`,
  )
  .join('\n')}
  ivec4 dx = scaled(${weighted(derivative, (k) => fourFrom('Smooth', k - radius, radius))});
  ivec4 dy = scaled(${weighted(smoothing, (k) => fourFrom('Slope', k - radius, radius))});
  uvec4 magnitude = uvec4(${l2Gradient ? 'dx * dx + dy * dy' : 'abs(dx) + abs(dy)'});
  gradient = magnitude | (uvec4(direction(dx, dy)) << ${gradientPacking(aperture, l2Gradient).bits - 2});
}
`,
  );
}

/** What is used of the texels beside the fragment's own: as many pixels as the radius, those next to it. */
const SIDE: Record<number, string> = { 1: 'int', 2: 'ivec2', 3: 'ivec3' };

/** GLSL that fetches the three texels of row `row` of the kernel. */
function fetchRow(row: number, radius: number, texel: (x: string) => string): string {
  const side = SIDE[radius];
  return `    left${row} = ${side}(${texel('here.x - 1')}.${'xyzw'.slice(4 - radius)});
    middle${row} = ivec4(${texel('here.x')});
    right${row} = ${side}(${texel('here.x + 1')}.${'xyzw'.slice(0, radius)});`;
}

/** GLSL for the weighted sum of `term(0)`, `term(1)`…, without the terms of weight 0. */
function weighted(weights: readonly number[], term: (index: number) => string): string {
  const terms = weights.flatMap((weight, i) => {
    if (weight === 0) return [];
    const factor = Math.abs(weight) === 1 ? '' : `${Math.abs(weight)} * `;
    return `${weight < 0 ? '-' : '+'} ${factor}${term(i)}`;
  });
  return terms.join(' ').replace(/^\+ /, '');
}

/** GLSL for the four sums that begin `shift` (−3…3) pixels to the right of the fragment's own four. */
function fourFrom(sums: string, shift: number, radius: number): string {
  if (shift === 0) return `middle${sums}`;
  const count = Math.abs(shift);
  // A single number has no components to choose from.
  const side = (name: string, components: string): string => name + sums + (radius === 1 ? '' : `.${components}`);
  return shift < 0
    ? `ivec4(${side('left', 'xyz'.slice(radius - count, radius))}, middle${sums}.${'xyzw'.slice(0, 4 - count)})`
    : `ivec4(middle${sums}.${'xyzw'.slice(count)}, ${side('right', 'xyz'.slice(0, count))})`;
}
