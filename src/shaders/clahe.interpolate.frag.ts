import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';
import { SINGLE_PRECISION, SINGLE_PRECISION_SUMS } from './single-precision.glsl.ts';

/** Texels a row of the tables of places and shares; see claheAxis. */
export const AXIS_COLUMNS = 1024;

/**
 * Each pixel between the four tiles around it. OpenCV rounds every step to single precision, and so decides which way a value
 * near a half goes. Whatever a GPU does with floats (it may join products and sums), it stays within 0.0002 of that: farther
 * than `NEAR` from a half both round alike, and only what is nearer is computed again, in integers.
 */
export function claheInterpolateShader(fold: Fold): ShaderProgram {
  return shaderProgram(
    'clahe.interpolate',
    gridAccess('plane', fold),
    SINGLE_PRECISION,
    SINGLE_PRECISION_SUMS,
    `
uniform usampler2D plane;
uniform usampler2D quads;
uniform usampler2D across;
uniform usampler2D down;
uniform int placesInRow;
out uvec4 enhanced;

const float NEAR = 1.0 / 1024.0;

uvec4 axisTexel(usampler2D axis, int at) {
  return texelFetch(axis, ivec2(at & ${AXIS_COLUMNS - 1}, at >> ${Math.log2(AXIS_COLUMNS)}), 0);
}

void betweenExactly(uint before, uint after, uvec4 shares, out uint m, out int e) {
  uint lm, rm, bm, am;
  int le, re, be, ae;
  fromBits(shares.y, lm, le);
  fromBits(shares.z, rm, re);
  times(before, lm, le, bm, be);
  times(after, rm, re, am, ae);
  sum(bm, be, am, ae, m, e);
}

uint exact(uvec4 quad, uvec4 x, uvec4 y) {
  uint um, lm, am, bm, m;
  int ue, le, ae, be, e;
  betweenExactly(quad.x, quad.y, x, um, ue);
  betweenExactly(quad.z, quad.w, x, lm, le);
  fromBits(y.y, am, ae);
  fromBits(y.z, bm, be);
  productOrZero(um, ue, am, ae, am, ae);
  productOrZero(lm, le, bm, be, bm, be);
  sum(am, ae, bm, be, m, e);
  return m == 0u ? 0u : rounded(m, e);
}

uvec4 quadOf(uint value, uvec4 x, uvec4 y) {
  return texelFetch(quads, ivec2(int(value), int(y.x) * placesInRow + int(x.x)), 0);
}

float between(uint value, int column, uvec4 y) {
  uvec4 x = axisTexel(across, column);
  vec4 four = vec4(quadOf(value, x, y));
  vec2 shares = uintBitsToFloat(x.yz);
  return dot(vec2(dot(four.xy, shares), dot(four.zw, shares)), uintBitsToFloat(y.yz));
}

void main() {
  ivec2 here = planeHere();
  uvec4 values = planeTexel(plane, here);
  uvec4 y = axisTexel(down, here.y);
  int x = here.x * 4;
  vec4 results = vec4(
    between(values.x, x, y),
    between(values.y, x + 1, y),
    between(values.z, x + 2, y),
    between(values.w, x + 3, y));
  vec4 nearest = floor(results + 0.5);
  uvec4 shades = uvec4(nearest);
  bvec4 near = lessThanEqual(vec4(0.5 - NEAR), abs(results - nearest));
  /* A loop, and not four branches: renderers in software compute both sides of a branch, and leave out a loop. */
  for (uint open = uint(dot(vec4(near), vec4(1.0, 2.0, 4.0, 8.0))); open != 0u; open &= open - 1u) {
    int i = (open & 1u) != 0u ? 0 : (open & 2u) != 0u ? 1 : (open & 4u) != 0u ? 2 : 3;
    uvec4 shares = axisTexel(across, x + i);
    shades[i] = exact(quadOf(values[i], shares, y), shares, y);
  }
  enhanced = shades;
}
`,
  );
}
