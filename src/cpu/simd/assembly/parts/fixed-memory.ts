// What lies at an address that is known when the kernels are compiled: it is part of the instructions that use it.

/** Eight tables of 256 counts. */
export const COUNTS: usize = 1024;

/** The table of the place between tiles that CLAHE is at: quads of bytes. */
export const QUADS: usize = COUNTS + 8 * 256 * 4;

/** Four tables of 256 counts for each of the tiles of CLAHE that stand side by side: 16 at most. */
export const TILE_COUNTS: usize = QUADS + 4 * 256;
export const TILE_BYTES: usize = 4 * 256 * 4;

/** Where memory begins that is nobody's yet. */
export const FREE: usize = TILE_COUNTS + 16 * TILE_BYTES;
