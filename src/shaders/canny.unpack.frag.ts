import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';

/** The mask of edges as an image: 255 on an edge, 0 elsewhere. */
export function cannyUnpackShader(plane: Fold, mask: Fold): ShaderProgram {
  return shaderProgram(
    'canny.unpack',
    gridAccess('plane', plane),
    gridAccess('mask', mask),
    `
uniform usampler2D edges;
out uvec4 pixels;
void main() {
  ivec2 here = planeHere();
  uint four = maskTexel(edges, ivec2(here.x >> 3, here.y >> 2))[here.y & 3] >> ((here.x & 7) << 2);
  pixels = (uvec4(four, four >> 1, four >> 2, four >> 3) & 1u) * 255u;
}
`,
  );
}
