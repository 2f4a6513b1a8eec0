const TABLE_BYTES: usize = 256;
/** A table of 256 values, and one of 65536 pairs of values. */
export const EQUALIZE_SCRATCH: usize = TABLE_BYTES + 2 * 65536;

let equalizationPairs: usize = 0;

/**
 * Makes the table of pairs from the table of values that `scratch` begins with: what becomes of two neighbouring pixels,
 * 16 bits for 16 bits.
 */
export function startEqualize(scratch: usize): void {
  const equalizationTable = scratch;
  equalizationPairs = scratch + TABLE_BYTES;
  let target = equalizationPairs;
  for (let right = 0; right < 256; right++) {
    const rightValue = i8x16.splat(load<i8>(equalizationTable + right));
    for (let left = 0; left < 256; left += 16, target += 32) {
      const leftValues = v128.load(equalizationTable + left);
      v128.store(
        target,
        v128.shuffle<i8>(leftValues, rightValue, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23),
      );
      v128.store(
        target,
        v128.shuffle<i8>(leftValues, rightValue, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31),
        16,
      );
    }
  }
}

function replacePair(source: usize, target: usize): void {
  store<u16>(target, load<u16>(equalizationPairs + ((<usize>load<u16>(source)) << 1)));
}

/**
 * Replaces the values of `pixels` bytes by what the table says, two at a time: neighbours are alike, so the part of the
 * table of pairs that an image uses stays in the cache. Swizzles of 16 entries at a time take more than twice as long.
 */
export function equalize(source: usize, target: usize, pixels: i32): void {
  const end = target + pixels;
  for (; target < end; target += 8, source += 8) {
    replacePair(source, target);
    replacePair(source + 2, target + 2);
    replacePair(source + 4, target + 4);
    replacePair(source + 6, target + 6);
  }
}
