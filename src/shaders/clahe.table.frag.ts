import { shaderProgram } from './shader-program.ts';
import { SINGLE_PRECISION } from './single-precision.glsl.ts';

/**
 * What each value becomes in a tile of CLAHE (OpenCV clahe.cpp), four values a texel and a tile a row: what is beyond the limit
 * is cut off and spread over all values, the rest of that over some of them at equal distances; then as in an equalisation.
 */
export const CLAHE_TABLE = shaderProgram(
  'clahe.table',
  SINGLE_PRECISION,
  `
uniform usampler2D bins;
uniform uint limit;
/* Single precision's 255 / area, as its bits. */
uniform uint scale;
out uvec4 entries;

void fromBits(uint bits, out uint m, out int e) {
  m = (bits & 0x7fffffu) | 0x800000u;
  e = int(bits >> 23) - 150;
}

uint entry(uint cumulated) {
  if (cumulated == 0u) return 0u;
  uint sm, cm, pm;
  int se, ce, pe;
  fromBits(scale, sm, se);
  toSingle(cumulated, cm, ce);
  product(cm, ce, sm, se, pm, pe);
  return min(rounded(pm, pe), 255u);
}

void main() {
  ivec2 here = ivec2(gl_FragCoord.xy);
  uvec4 excess = uvec4(0u);
  uvec4 before = uvec4(0u);
  uvec4 own = uvec4(0u);
  for (int i = 0; i < 64; i++) {
    uvec4 four = texelFetch(bins, ivec2(i, here.y), 0);
    uvec4 kept = min(four, uvec4(limit));
    excess += four - kept;
    if (i < here.x) before += kept;
    if (i == here.x) own = kept;
  }
  uint cut = excess.x + excess.y + excess.z + excess.w;
  uint each = cut >> 8;
  uint rest = cut & 255u;
  uint step_ = max(256u / max(rest, 1u), 1u);
  uint kept = before.x + before.y + before.z + before.w;
  uvec4 four;
  for (int i = 0; i < 4; i++) {
    kept += own[i];
    uint value = uint(here.x * 4 + i);
    four[i] = entry(kept + each * (value + 1u) + min(value / step_ + 1u, rest));
  }
  entries = four;
}
`,
);
