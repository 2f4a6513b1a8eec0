import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';

/** Texels a row of the tables of places and shares; see claheAxis. */
export const AXIS_COLUMNS = 1024;

/**
 * Each pixel between the four tiles around it. OpenCV rounds every step to single precision, and so decides which way a value
 * near a half goes. Whatever a GPU does with floats (it may join products and sums), it stays within 0.0007 of that, even with
 * places and shares that it computes itself: farther than `NEAR` from a half both round alike, and only what is nearer is
 * computed again, in integers. That is written without branches and calls: a renderer in software goes through what it leaves
 * out, once even where a loop has nothing to do.
 */
export function claheInterpolateShader(fold: Fold): ShaderProgram {
  return shaderProgram(
    'clahe.interpolate',
    gridAccess('plane', fold),
    `
uniform usampler2D plane;
uniform usampler2D quads;
uniform usampler2D across;
uniform usampler2D down;
uniform int placesInRow;
/* Single precision's 1 / tile size. */
uniform vec2 inverse;
out uvec4 enhanced;

const float NEAR = 1.0 / 1024.0;

uvec4 axisTexel(usampler2D axis, int at) {
  return texelFetch(axis, ivec2(at & ${AXIS_COLUMNS - 1}, at >> ${Math.log2(AXIS_COLUMNS)}), 0);
}

uvec4 quadOf(uint value, int place) {
  return texelFetch(quads, ivec2(int(value), place), 0);
}

/* Rounded to the 24 bits of single precision, halves to the even one. */
uvec2 single(uvec2 v) {
  uvec2 cut = v >> 24;
  cut |= cut >> 1;
  cut |= cut >> 2;
  cut |= cut >> 4;
  return (v + (cut >> 1) + min(v & (cut + 1u), cut & 1u)) & ~cut;
}

/*
 * What is near a half, with every product and sum rounded as single precision does. Shares of columns are whole numbers of 2^-24,
 * those of rows the bits of floats.
 */
uint exact(uvec4 quad, uvec2 x, uvec2 y) {
  uvec2 upper = single(quad.xy * x);
  uvec2 lower = single(quad.zw * x);
  /* These have 24 bits: as floats they are what they are, whatever way a GPU rounds. */
  uvec4 v = uvec4(floatBitsToUint(vec2(single(uvec2(upper.x + upper.y, lower.x + lower.y)))), y);
  /* Products of 48 bits, in limbs of 12. */
  uvec4 high = ((v >> 12) & 0x7ffu) | (min(v, 1u) << 11);
  uvec4 low = v & 0xfffu;
  uvec2 middle = high.xy * low.zw + low.xy * high.zw;
  uvec2 rest = low.xy * low.zw + ((middle & 0xfffu) << 12);
  uvec2 m = high.xy * high.zw + (middle >> 12) + (rest >> 24);
  uvec2 shift = 1u - (m >> 23);
  rest = (rest & 0xffffffu) << shift;
  m = (m << shift) | (rest >> 24);
  m += ((rest & 0xffffffu) + 0x7fffffu + (m & 1u)) >> 24;
  ivec2 e = ivec2((v.xy >> 23) + (v.zw >> 23) - shift) - 292;
  /* The sum, with three bits more, the last of which says whether anything was cut off. */
  int apart = min(abs(e.x - e.y), 28);
  uint larger = (e.x < e.y ? m.y : m.x) << 3;
  uint smaller = (e.x < e.y ? m.x : m.y) << 3;
  uint total = larger + ((smaller >> apart) | min(smaller & ((1u << apart) - 1u), 1u));
  uint carry = min(total >> 27, 1u);
  total = (total >> carry) | (total & carry);
  total = (total >> 3) + (((total & 7u) + 3u + ((total >> 3) & 1u)) >> 3);
  /* To the nearest whole number. */
  int fraction = clamp(8 - max(e.x, e.y) - int(carry), 1, 31);
  uint whole = total >> fraction;
  uint cut = (1u << fraction) - 1u;
  return whole + (((total & cut) + (cut >> 1) + (whole & 1u)) >> fraction);
}

uint one(uvec4 four, int i) {
  return i == 0 ? four.x : i == 1 ? four.y : i == 2 ? four.z : four.w;
}

void main() {
  ivec2 here = planeHere();
  uvec4 values = planeTexel(plane, here);
  vec4 x = (float(here.x * 4) + vec4(0.0, 1.0, 2.0, 3.0)) * inverse.x - 0.5;
  float y = float(here.y) * inverse.y - 0.5;
  vec4 before = floor(x);
  float above = floor(y);
  ivec4 places = ivec4(before) + (int(above) + 1) * placesInRow + 1;
  vec4 shares = x - before;
  vec4 a = vec4(quadOf(values.x, places.x));
  vec4 b = vec4(quadOf(values.y, places.y));
  vec4 c = vec4(quadOf(values.z, places.z));
  vec4 d = vec4(quadOf(values.w, places.w));
  vec4 upper = mix(vec4(a.x, b.x, c.x, d.x), vec4(a.y, b.y, c.y, d.y), shares);
  vec4 lower = mix(vec4(a.z, b.z, c.z, d.z), vec4(a.w, b.w, c.w, d.w), shares);
  vec4 results = mix(upper, lower, y - above);
  vec4 nearest = floor(results + 0.5);
  uvec4 shades = uvec4(nearest);
  bvec4 near = lessThanEqual(vec4(0.5 - NEAR), abs(results - nearest));
  uvec4 row = axisTexel(down, here.y);
  for (uint open = uint(dot(vec4(near), vec4(1.0, 2.0, 4.0, 8.0))); open != 0u; open &= open - 1u) {
    int i = (open & 1u) != 0u ? 0 : (open & 2u) != 0u ? 1 : (open & 4u) != 0u ? 2 : 3;
    uvec4 column = axisTexel(across, here.x * 4 + i);
    uint shade = exact(quadOf(one(values, i), int(row.x) * placesInRow + int(column.x)), column.yz, row.yz);
    shades = uvec4(
      i == 0 ? shade : shades.x,
      i == 1 ? shade : shades.y,
      i == 2 ? shade : shades.z,
      i == 3 ? shade : shades.w);
  }
  enhanced = shades;
}
`,
  );
}
