import type { GradientPacking } from './canny.gradient.frag.ts';
import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';

/**
 * Canny's non-maximum suppression and double threshold (OpenCV canny.cpp). Makes one byte a texel of four pixels:
 * bit i, the i-th pixel may belong to an edge; bit 4 + i, it starts one. Most texels of a radiograph lie below the low
 * threshold and are done after one fetch.
 * @param found whether an image decided on the thresholds: then they are in a texture, and never leave the GPU
 */
export function cannySuppressShader({ bits }: GradientPacking, fold: Fold, found: boolean): ShaderProgram {
  return shaderProgram(
    `canny.suppress.${bits}${found ? '.found' : ''}`,
    gridAccess('plane', fold),
    `
uniform usampler2D gradient;
uniform ivec2 imageSize;
${found ? 'uniform usampler2D thresholds;' : 'uniform int lowThreshold;\nuniform int highThreshold;'}
out uint flags;

const uint MAGNITUDE = ${2 ** (bits - 2) - 1}u;

/* Masks of a > b and a >= b; magnitudes are small enough for the difference not to overflow. */
ivec4 above(ivec4 a, ivec4 b) {
  return (b - a) >> 31;
}
ivec4 notBelow(ivec4 a, ivec4 b) {
  return ~((a - b) >> 31);
}

void main() {
  ${found ? 'ivec2 found = ivec2(texelFetch(thresholds, ivec2(0), 0).xy);\n  int lowThreshold = found.x;\n  int highThreshold = found.y;' : ''}
  ivec2 here = planeHere();
  /* Pixels beyond the right border that share the last texel. */
  uvec4 inside = uvec4((ivec4(0, 1, 2, 3) + here.x * 4 - imageSize.x) >> 31);
  uvec4 own = planeTexel(gradient, here) & inside;
  ivec4 m = ivec4(own & MAGNITUDE);
  if (max(max(m.x, m.y), max(m.z, m.w)) <= lowThreshold) {
    flags = 0u;
    return;
  }
  /* The magnitude is 0 outside the image, so pixels of the border can be ridges: fetched from inside, then masked. */
  ivec2 first = max(here - 1, ivec2(0));
  ivec2 last = min(here + 1, ivec2((imageSize.x + 3) >> 2, imageSize.y) - 1);
  uvec2 hasFirst = uvec2(-here >> 31) & MAGNITUDE;
  uvec2 hasLast = uvec2((here - last) >> 31) & MAGNITUDE;
  ivec4 up = ivec4(planeTexel(gradient, ivec2(here.x, first.y)) & inside & hasFirst.y);
  ivec4 down = ivec4(planeTexel(gradient, ivec2(here.x, last.y)) & inside & hasLast.y);
  ivec3 left = ivec3(uvec3(
    planeTexel(gradient, first).w & hasFirst.y,
    planeTexel(gradient, ivec2(first.x, here.y)).w,
    planeTexel(gradient, ivec2(first.x, last.y)).w & hasLast.y) & hasFirst.x);
  ivec3 right = ivec3(uvec3(
    planeTexel(gradient, ivec2(last.x, first.y)).x & hasFirst.y,
    planeTexel(gradient, ivec2(last.x, here.y)).x,
    planeTexel(gradient, last).x & hasLast.y) & hasLast.x);

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
