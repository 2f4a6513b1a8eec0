/**
 * How a grid of texels lies in its texture. `flat`: as it is. A side beyond the device's MAX_TEXTURE_SIZE is folded:
 * `tall` cuts the grid into strips of `span` rows that lie side by side, `wide` into strips of `span` columns that lie
 * one below the other. Neighbours across a cut are reached by their address, so no strip needs a halo.
 */
export type Fold = 'flat' | 'tall' | 'wide';

/**
 * GLSL to work on a folded grid as if it were flat, with names that begin with `grid`:
 * `<grid>Here()` is the texel that this fragment makes, `<grid>Texel(sampler, texel)` reads one.
 * Folded grids need the uniform `<grid>Fold` = (columns, rows, span).
 */
export function gridAccess(grid: string, fold: Fold): string {
  return `
${fold === 'flat' ? '' : `uniform ivec3 ${grid}Fold;`}
ivec2 ${grid}Address(ivec2 texel) {
  ${ADDRESS[fold](grid)}
}
ivec2 ${grid}Here() {
  ivec2 here = ivec2(gl_FragCoord.xy);
  ${HERE[fold](grid)}
}
uvec4 ${grid}Texel(usampler2D samples, ivec2 texel) {
  return texelFetch(samples, ${grid}Address(texel), 0);
}
`;
}

const ADDRESS: Record<Fold, (grid: string) => string> = {
  flat: () => 'return texel;',
  tall: (grid) => `
  int strip = texel.y / ${grid}Fold.z;
  return ivec2(texel.x + strip * ${grid}Fold.x, texel.y - strip * ${grid}Fold.z);`,
  wide: (grid) => `
  int strip = texel.x / ${grid}Fold.z;
  return ivec2(texel.x - strip * ${grid}Fold.z, texel.y + strip * ${grid}Fold.y);`,
};

const HERE: Record<Fold, (grid: string) => string> = {
  flat: () => 'return here;',
  tall: (grid) => `
  int strip = here.x / ${grid}Fold.x;
  return ivec2(here.x - strip * ${grid}Fold.x, here.y + strip * ${grid}Fold.z);`,
  wide: (grid) => `
  int strip = here.y / ${grid}Fold.y;
  return ivec2(here.x + strip * ${grid}Fold.z, here.y - strip * ${grid}Fold.y);`,
};
