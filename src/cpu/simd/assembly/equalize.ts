import { equalizationTable } from './memory';

/**
 * Replaces the values of `pixels` bytes by what the table says: 16 entries of it at a time, 64 pixels at a time.
 * A swizzle gives 0 for an index beyond 15, so the 16 partial answers only have to be put together.
 */
export function applyTable(source: usize, target: usize, pixels: i32): void {
  const end = target + pixels;
  const sixteen = i8x16.splat(16);
  for (; target < end; target += 64, source += 64) {
    let index0 = v128.load(source);
    let index1 = v128.load(source, 16);
    let index2 = v128.load(source, 32);
    let index3 = v128.load(source, 48);
    let entries = v128.load(equalizationTable);
    let result0 = i8x16.swizzle(entries, index0);
    let result1 = i8x16.swizzle(entries, index1);
    let result2 = i8x16.swizzle(entries, index2);
    let result3 = i8x16.swizzle(entries, index3);
    for (let first: usize = 16; first < 256; first += 16) {
      entries = v128.load(equalizationTable + first);
      index0 = i8x16.sub(index0, sixteen);
      index1 = i8x16.sub(index1, sixteen);
      index2 = i8x16.sub(index2, sixteen);
      index3 = i8x16.sub(index3, sixteen);
      result0 = v128.or(result0, i8x16.swizzle(entries, index0));
      result1 = v128.or(result1, i8x16.swizzle(entries, index1));
      result2 = v128.or(result2, i8x16.swizzle(entries, index2));
      result3 = v128.or(result3, i8x16.swizzle(entries, index3));
    }
    v128.store(target, result0);
    v128.store(target, result1, 16);
    v128.store(target, result2, 32);
    v128.store(target, result3, 48);
  }
}
