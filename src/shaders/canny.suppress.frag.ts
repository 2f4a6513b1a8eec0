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

/**
 * Canny's first half in one pass: Sobel gradients with replicated borders, their magnitude, and non-maximum
 * suppression (OpenCV canny.cpp). Fused, because the gradients of the 3 × 6 pixels around a texel are cheaper to
 * compute again than to write and fetch.
 *
 * Makes one byte a texel of four pixels: bit i, the i-th pixel may belong to an edge; bit 4 + i, it starts one.
 */
export function cannySuppressShader(aperture: Aperture, l2Gradient: boolean, fold: Fold): ShaderProgram {
  const radius = (aperture - 1) / 2;
  const rows = Array.from({ length: aperture + 2 }, (_, i) => i);
  const smoothing = SMOOTHING[aperture];
  const derivative = DERIVATIVE[aperture];
  return shaderProgram(
    `canny.suppress.${aperture}.${l2Gradient ? 'l2' : 'l1'}`,
    gridAccess('plane', fold),
    'uniform ivec2 imageSize;',
    borderTexel('replicated', (x) => `clamp(${x}, 0, imageSize.x - 1)`),
    `
uniform usampler2D plane;
uniform int lowThreshold;
uniform int highThreshold;
out uint flags;

/* OpenCV scales aperture 7 by 1/16, rounding halves to even. */
ivec4 scaled(ivec4 gradient) {
  return ${aperture === 7 ? '(gradient + 7 + ((gradient >> 4) & 1)) >> 4' : 'gradient'};
}
ivec4 magnitude(ivec4 dx, ivec4 dy) {
  return ${l2Gradient ? 'dx * dx + dy * dy' : 'abs(dx) + abs(dy)'};
}

/* Whether m is a ridge across the gradient's direction, told apart by tan 22.5 degrees in 15 fraction bits. */
bool isRidge(int dx, int dy, int m, ivec3 above, ivec3 beside, ivec3 below) {
  int x = abs(dx);
  int y = abs(dy) << 15;
  int tangent22 = x * 13573;
  if (y < tangent22) return m > beside.x && m >= beside.z;
  int tangent67 = tangent22 + (x << 16);
  if (y > tangent67) return m > above.y && m >= below.y;
  if ((dx ^ dy) < 0) return m > above.z && m > below.x;
  return m > above.x && m > below.z;
}

uint flagsOf(int dx, int dy, ivec3 above, ivec3 beside, ivec3 below, uint candidate) {
  int m = beside.y;
  if (m <= lowThreshold || !isRidge(dx, dy, m, above, beside, below)) return 0u;
  return m > highThreshold ? candidate * 17u : candidate;
}

void main() {
  ivec2 here = planeHere();
  int x = here.x * 4;
  /* Columns x - 1 … x + 2 in "near", x + 1 … x + 4 in "far": the six columns whose magnitudes are compared. */
  ivec4 smoothNear[${aperture + 2}], smoothFar[${aperture + 2}], slopeNear[${aperture + 2}], slopeFar[${aperture + 2}];
  bool inner = x >= 4 && x + 7 < imageSize.x;
  ivec4 left, middle, right;
${rows
  .map(
    (row) => `  {
    int y = clamp(here.y + ${row - radius - 1}, 0, imageSize.y - 1);
    if (inner) {
      left = ivec4(planeTexel(plane, ivec2(here.x - 1, y)));
      middle = ivec4(planeTexel(plane, ivec2(here.x, y)));
      right = ivec4(planeTexel(plane, ivec2(here.x + 1, y)));
    } else {
      left = ivec4(replicatedTexel(plane, here.x - 1, y));
      middle = ivec4(replicatedTexel(plane, here.x, y));
      right = ivec4(replicatedTexel(plane, here.x + 1, y));
    }
    smoothNear[${row}] = ${weighted(smoothing, (k) => fourFrom(k - radius - 1))};
    smoothFar[${row}] = ${weighted(smoothing, (k) => fourFrom(k - radius + 1))};
    slopeNear[${row}] = ${weighted(derivative, (k) => fourFrom(k - radius - 1))};
    slopeFar[${row}] = ${weighted(derivative, (k) => fourFrom(k - radius + 1))};
  }`,
  )
  .join('\n')}
${[0, 1, 2]
  .map(
    (row) => `  ivec4 dxNear${row} = scaled(${weighted(smoothing, (k) => `slopeNear[${row + k}]`)});
  ivec4 dxFar${row} = scaled(${weighted(smoothing, (k) => `slopeFar[${row + k}]`)});
  ivec4 dyNear${row} = scaled(${weighted(derivative, (k) => `smoothNear[${row + k}]`)});
  ivec4 dyFar${row} = scaled(${weighted(derivative, (k) => `smoothFar[${row + k}]`)});
  ivec4 near${row} = magnitude(dxNear${row}, dyNear${row});
  ivec4 far${row} = magnitude(dxFar${row}, dyFar${row});`,
  )
  .join('\n')}

  /* The magnitude is 0 outside the image, so pixels of the border can be ridges. */
  if (here.y == 0) { near0 = ivec4(0); far0 = ivec4(0); }
  if (here.y == imageSize.y - 1) { near2 = ivec4(0); far2 = ivec4(0); }
  if (!inner) {
${[0, 1, 2]
  .map(
    (row) => `    if (x == 0) near${row}.x = 0;
    if (x + 1 >= imageSize.x) { near${row}.z = 0; far${row}.x = 0; }
    if (x + 2 >= imageSize.x) { near${row}.w = 0; far${row}.y = 0; }
    if (x + 3 >= imageSize.x) far${row}.z = 0;
    if (x + 4 >= imageSize.x) far${row}.w = 0;`,
  )
  .join('\n')}
  }

  flags = flagsOf(dxNear1.y, dyNear1.y, near0.xyz, near1.xyz, near2.xyz, 1u)
    | flagsOf(dxNear1.z, dyNear1.z, near0.yzw, near1.yzw, near2.yzw, 2u)
    | flagsOf(dxFar1.y, dyFar1.y, far0.xyz, far1.xyz, far2.xyz, 4u)
    | flagsOf(dxFar1.z, dyFar1.z, far0.yzw, far1.yzw, far2.yzw, 8u);
  if (x + 3 >= imageSize.x) flags &= uint((1 << (imageSize.x - x)) - 1) * 17u;
}
`,
  );
}

/** GLSL for the weighted sum of `term(0)`, `term(1)`…, without the terms of weight 0. */
function weighted(weights: readonly number[], term: (index: number) => string): string {
  return weights
    .map((weight, i) =>
      weight === 0
        ? ''
        : `${weight < 0 ? '-' : '+'} ${Math.abs(weight) === 1 ? '' : `${Math.abs(weight)} * `}${term(i)}`,
    )
    .filter((text) => text !== '')
    .join(' ')
    .replace(/^\+ /, '');
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
