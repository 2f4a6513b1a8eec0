import { DIRECTION_SHIFT } from './canny.gradient.frag.ts';
import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';

/**
 * Canny's non-maximum suppression and double threshold (OpenCV canny.cpp). Makes one byte a texel of four pixels:
 * bit i, the i-th pixel may belong to an edge; bit 4 + i, it starts one. Most texels of a radiograph lie below the low
 * threshold and are done after one fetch.
 */
export function cannySuppressShader(fold: Fold): ShaderProgram {
  return shaderProgram(
    'canny.suppress',
    gridAccess('plane', fold),
    `
uniform usampler2D gradient;
uniform ivec2 imageSize;
uniform int lowThreshold;
uniform int highThreshold;
out uint flags;

const uint MAGNITUDE = ${2 ** DIRECTION_SHIFT - 1}u;

/* Whether m is a ridge along the pixel's direction; "next" excludes equals, as OpenCV does to keep one of a plateau. */
uint flagsOf(uint pixel, ivec3 above, ivec3 beside, ivec3 below, uint candidate) {
  int m = beside.y;
  if (m <= lowThreshold) return 0u;
  uint direction = pixel >> ${DIRECTION_SHIFT};
  bool ridge;
  if (direction == 0u) ridge = m > beside.x && m >= beside.z;
  else if (direction == 1u) ridge = m > above.y && m >= below.y;
  else if (direction == 2u) ridge = m > above.z && m > below.x;
  else ridge = m > above.x && m > below.z;
  if (!ridge) return 0u;
  return m > highThreshold ? candidate * 17u : candidate;
}

/* The magnitude is 0 outside the image, so pixels of the border can be ridges. */
uvec4 gradientAt(ivec2 texel) {
  bool inside = texel.x >= 0 && texel.y >= 0 && texel.x * 4 < imageSize.x && texel.y < imageSize.y;
  return inside ? planeTexel(gradient, texel) : uvec4(0u);
}

void main() {
  ivec2 here = planeHere();
  uvec4 own = planeTexel(gradient, here);
  /* Pixels beyond the right border that share the last texel. */
  int inside = imageSize.x - here.x * 4;
  if (inside < 4) own = uvec4(own.x, inside > 1 ? own.y : 0u, inside > 2 ? own.z : 0u, 0u);
  ivec4 middle = ivec4(own & MAGNITUDE);
  if (max(max(middle.x, middle.y), max(middle.z, middle.w)) <= lowThreshold) {
    flags = 0u;
    return;
  }
  uvec4 own0 = gradientAt(here + ivec2(0, -1));
  uvec4 own2 = gradientAt(here + ivec2(0, 1));
  if (inside < 4) {
    own0 = uvec4(own0.x, inside > 1 ? own0.y : 0u, inside > 2 ? own0.z : 0u, 0u);
    own2 = uvec4(own2.x, inside > 1 ? own2.y : 0u, inside > 2 ? own2.z : 0u, 0u);
  }
  ivec4 above = ivec4(own0 & MAGNITUDE);
  ivec4 below = ivec4(own2 & MAGNITUDE);
  ivec3 left = ivec3(uvec3(
    gradientAt(here + ivec2(-1, -1)).w, gradientAt(here + ivec2(-1, 0)).w, gradientAt(here + ivec2(-1, 1)).w) & MAGNITUDE);
  ivec3 right = ivec3(uvec3(
    gradientAt(here + ivec2(1, -1)).x, gradientAt(here + ivec2(1, 0)).x, gradientAt(here + ivec2(1, 1)).x) & MAGNITUDE);
  flags = flagsOf(own.x, ivec3(left.x, above.xy), ivec3(left.y, middle.xy), ivec3(left.z, below.xy), 1u)
    | flagsOf(own.y, above.xyz, middle.xyz, below.xyz, 2u)
    | flagsOf(own.z, above.yzw, middle.yzw, below.yzw, 4u)
    | flagsOf(own.w, ivec3(above.zw, right.x), ivec3(middle.zw, right.y), ivec3(below.zw, right.z), 8u);
}
`,
  );
}
