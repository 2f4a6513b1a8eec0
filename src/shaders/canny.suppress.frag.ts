import type { GradientPacking } from './canny.gradient.frag.ts';
import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';

/**
 * Canny's non-maximum suppression and double threshold (OpenCV canny.cpp). Makes one byte a texel of four pixels:
 * bit i, the i-th pixel may belong to an edge; bit 4 + i, it starts one. Most texels of a radiograph lie below the low
 * threshold and are done after one fetch.
 */
export function cannySuppressShader({ bits }: GradientPacking, fold: Fold): ShaderProgram {
  return shaderProgram(
    `canny.suppress.${bits}`,
    gridAccess('plane', fold),
    `
uniform usampler2D gradient;
uniform ivec2 imageSize;
uniform int lowThreshold;
uniform int highThreshold;
out uint flags;

const uint MAGNITUDE = ${2 ** (bits - 2) - 1}u;

/* Masks of a > b and a >= b; magnitudes are small enough for the difference not to overflow. */
ivec4 above(ivec4 a, ivec4 b) {
  return (b - a) >> 31;
}
ivec4 notBelow(ivec4 a, ivec4 b) {
  return ~((a - b) >> 31);
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
  ivec4 m = middle;
  ivec4 up = ivec4(own0 & MAGNITUDE);
  ivec4 down = ivec4(own2 & MAGNITUDE);
  ivec3 left = ivec3(uvec3(
    gradientAt(here + ivec2(-1, -1)).w, gradientAt(here + ivec2(-1, 0)).w, gradientAt(here + ivec2(-1, 1)).w) & MAGNITUDE);
  ivec3 right = ivec3(uvec3(
    gradientAt(here + ivec2(1, -1)).x, gradientAt(here + ivec2(1, 0)).x, gradientAt(here + ivec2(1, 1)).x) & MAGNITUDE);

  /* A ridge along each of the four lines. Equals on one side count, so that one pixel of a plateau is kept. */
  ivec4 horizontal = above(m, ivec4(left.y, m.xyz)) & notBelow(m, ivec4(m.yzw, right.y));
  ivec4 vertical = above(m, up) & notBelow(m, down);
  ivec4 rising = above(m, ivec4(up.yzw, right.x)) & above(m, ivec4(left.z, down.xyz));
  ivec4 falling = above(m, ivec4(left.x, up.xyz)) & above(m, ivec4(down.yzw, right.z));

  /* The direction's two bits, spread to masks, choose among them. */
  ivec4 low = ivec4(own << ${33 - bits}) >> 31;
  ivec4 high = ivec4(own << ${32 - bits}) >> 31;
  ivec4 ridge = (high & ((low & falling) | (~low & rising))) | (~high & ((low & vertical) | (~low & horizontal)));
  ridge &= above(m, ivec4(lowThreshold));
  ivec4 bits = ridge & (ivec4(1, 2, 4, 8) | (above(m, ivec4(highThreshold)) & ivec4(16, 32, 64, 128)));
  flags = uint(bits.x | bits.y | bits.z | bits.w);
}
`,
  );
}
