import { borderTexel } from './border.glsl.ts';
import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';

export type Aperture = 3 | 5 | 7;

/** One-dimensional Sobel kernels (OpenCV deriv.cpp, getSobelKernels). */
const SMOOTHING: Record<Aperture, readonly number[]> = {
  3: [1, 2, 1],
  5: [1, 4, 6, 4, 1],
  7: [1, 6, 15, 20, 15, 6, 1],
};
const DERIVATIVE: Record<Aperture, readonly number[]> = {
  3: [-1, 0, 1],
  5: [-1, -2, 0, 2, 1],
  7: [-1, -4, -5, 0, 5, 4, 1],
};

/** Bits below the direction: magnitudes reach 299,635,200 (aperture 5, L2), which is less than 2^29. */
export const DIRECTION_SHIFT = 30;

/**
 * Canny's gradient (OpenCV canny.cpp): Sobel with replicated borders, its magnitude (squared for the L2 norm), and in
 * the two highest bits along which line it is compared: 0 horizontal, 1 vertical, 2 rising, 3 falling diagonal.
 */
export function cannyGradientShader(aperture: Aperture, l2Gradient: boolean, fold: Fold): ShaderProgram {
  const radius = (aperture - 1) / 2;
  const smoothing = SMOOTHING[aperture];
  const derivative = DERIVATIVE[aperture];
  const rows = Array.from({ length: aperture }, (_, i) => i);
  return shaderProgram(
    `canny.gradient.${aperture}.${l2Gradient ? 'l2' : 'l1'}`,
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
  bool inner = here.x >= 1 && here.x * 4 + 7 < imageSize.x;
  ivec4 smooth_[${aperture}], slope[${aperture}];
  ivec4 left, middle, right;
${rows
  .map(
    (row) => `  {
    int y = clamp(here.y + ${row - radius}, 0, imageSize.y - 1);
    if (inner) {
      left = ivec4(planeTexel(plane, ivec2(here.x - 1, y)));
      middle = ivec4(planeTexel(plane, ivec2(here.x, y)));
      right = ivec4(planeTexel(plane, ivec2(here.x + 1, y)));
    } else {
      left = ivec4(replicatedTexel(plane, here.x - 1, y));
      middle = ivec4(replicatedTexel(plane, here.x, y));
      right = ivec4(replicatedTexel(plane, here.x + 1, y));
    }
    ${row === radius ? '' : `smooth_[${row}] = ${weighted(smoothing, (k) => fourFrom(k - radius))};`}
    slope[${row}] = ${weighted(derivative, (k) => fourFrom(k - radius))};
  }`,
  )
  .join('\n')}
  ivec4 dx = scaled(${weighted(smoothing, (k) => `slope[${k}]`)});
  ivec4 dy = scaled(${weighted(derivative, (k) => `smooth_[${k}]`)});
  uvec4 magnitude = uvec4(${l2Gradient ? 'dx * dx + dy * dy' : 'abs(dx) + abs(dy)'});
  gradient = magnitude | (uvec4(direction(dx, dy)) << ${DIRECTION_SHIFT});
}
`,
  );
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

/** GLSL for the four pixels that begin `shift` (−4…4) pixels to the right of the fragment's own four. */
function fourFrom(shift: number): string {
  const texels = ['left', 'middle', 'right'];
  const column = Math.floor(shift / 4);
  const skip = shift - 4 * column;
  const here = texels[column + 1];
  if (skip === 0) return here;
  return `ivec4(${here}.${'xyzw'.slice(skip)}, ${texels[column + 2]}.${'xyzw'.slice(0, skip)})`;
}
