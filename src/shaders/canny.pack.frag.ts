import { gridAccess, type Fold } from './grid.glsl.ts';
import { shaderProgram, type ShaderProgram } from './shader-program.ts';

/** Pixels that one RGBA32UI texel of a mask stands for: 32 columns (bit 0 leftmost) by 4 rows (one a component). */
export const MASK_COLUMNS = 32;
export const MASK_ROWS = 4;

export type PackedMask = 'candidates' | 'strong';

/**
 * Collects the two bits a pixel that canny.suppress made into masks: candidates (the lower four of a texel) and strong
 * ones; one of them, or both at once.
 */
export function cannyPackShader(plane: Fold, mask: Fold, packed: readonly PackedMask[]): ShaderProgram {
  return shaderProgram(
    `canny.pack.${packed.length}`,
    gridAccess('plane', plane),
    gridAccess('mask', mask),
    `
uniform usampler2D flags;
uniform ivec2 imageSize;
${packed.map((name, i) => `layout(location = ${i}) out uvec4 ${name};`).join('\n')}
void main() {
  ivec2 here = maskHere();
  int columns = min(8, ((imageSize.x + 3) >> 2) - here.x * 8);
  int rows = min(4, imageSize.y - here.y * 4);
  uvec4 candidateRows = uvec4(0u);
  uvec4 strongRows = uvec4(0u);
  for (int row = 0; row < rows; row++) {
    uint low = 0u;
    uint high = 0u;
    for (int column = 0; column < columns; column++) {
      uint four = planeTexel(flags, ivec2(here.x * 8 + column, here.y * 4 + row)).x;
      low |= (four & 15u) << (column * 4);
      high |= (four >> 4) << (column * 4);
    }
    candidateRows[row] = low;
    strongRows[row] = high;
  }
  ${packed.map((name) => (name === 'strong' ? 'strong = strongRows;' : 'candidates = candidateRows;')).join('\n  ')}
}
`,
  );
}
