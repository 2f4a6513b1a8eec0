// PNG's filters of whole rows: 9.2 of its specification. Vectors may reach 15 bytes beyond a row's end.

const SUB: i32 = 1;
const UP: i32 = 2;

/**
 * Writes `count` rows of `stride` bytes from `rows` on, filtered, to `target`: each behind the filter's number.
 * @param above the row above the first one; 0 where there is none
 * @param pixelBytes how far back Sub looks
 */
export function filterRows(
  filter: i32,
  rows: usize,
  above: usize,
  stride: usize,
  pixelBytes: usize,
  count: i32,
  target: usize,
): void {
  for (let row = 0; row < count; row++) {
    store<u8>(target, filter);
    target++;
    if (filter === SUB) {
      memory.copy(target, rows, min(stride, pixelBytes));
      for (let i = pixelBytes; i < stride; i += 16) {
        v128.store(target + i, i8x16.sub(v128.load(rows + i), v128.load(rows + i - pixelBytes)));
      }
    } else if (filter === UP && above !== 0) {
      for (let i: usize = 0; i < stride; i += 16) {
        v128.store(target + i, i8x16.sub(v128.load(rows + i), v128.load(above + i)));
      }
    } else {
      memory.copy(target, rows, stride);
    }
    above = rows;
    rows += stride;
    target += stride;
  }
}

/** Has samples of 16 bits begin with their high byte. May reach 15 bytes beyond the end. */
export function swapBytes(address: usize, length: usize): void {
  const end = address + length;
  for (; address < end; address += 16) {
    const swapped = i8x16.swizzle(v128.load(address), i8x16(1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14));
    v128.store(address, swapped);
  }
}
