// What lies at an address that is known when the kernels are compiled: it is part of the instructions that use it.

/** Eight tables of 256 counts; then as many for each of the tiles of CLAHE that stand side by side, 16 at most. */
export const COUNTS: usize = 1024;
export const TILE_BYTES: usize = 8 * 256 * 4;

/** The table of the place between tiles that CLAHE is at: quads of bytes. */
export const QUADS: usize = COUNTS + 17 * TILE_BYTES;

/** Where memory begins that is nobody's yet. */
export const FREE: usize = QUADS + 4 * 256;
