/*
 * A row's filter undone (PNG specification, clause 9), from one place to another; `above` is the row before it as it was,
 * zeros for the first. All may read up to 15 bytes behind each row, and write as many behind the one that is made.
 */

/** None: the bytes as they are. */
export function copyRow(from: usize, to: usize, length: usize): void {
  memory.copy(to, from, length);
}

export function undoUp(from: usize, above: usize, to: usize, length: usize): void {
  for (let i: usize = 0; i < length; i += 16) {
    v128.store(to + i, i8x16.add(v128.load(from + i), v128.load(above + i)));
  }
}

/** Sixteen pixels of one byte at a time: sums of two, four, eight, sixteen of them, and what came before. */
export function undoSubOfBytes(from: usize, to: usize, length: usize): void {
  const none = i8x16.splat(0);
  let left = none;
  for (let i: usize = 0; i < length; i += 16) {
    let sums = v128.load(from + i);
    sums = i8x16.add(
      sums,
      v128.shuffle<i8>(none, sums, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30),
    );
    sums = i8x16.add(
      sums,
      v128.shuffle<i8>(none, sums, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29),
    );
    sums = i8x16.add(
      sums,
      v128.shuffle<i8>(none, sums, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27),
    );
    sums = i8x16.add(sums, v128.shuffle<i8>(none, sums, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23));
    left = i8x16.add(sums, left);
    v128.store(to + i, left);
    left = v128.shuffle<i8>(left, left, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15);
  }
}

/** Five pixels of three bytes at a time. */
export function undoSubOfTriples(from: usize, to: usize, length: usize): void {
  const none = i8x16.splat(0);
  let left = none;
  for (let i: usize = 0; i < length; i += 15) {
    let sums = v128.load(from + i);
    sums = i8x16.add(
      sums,
      v128.shuffle<i8>(none, sums, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28),
    );
    sums = i8x16.add(
      sums,
      v128.shuffle<i8>(none, sums, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25),
    );
    sums = i8x16.add(sums, v128.shuffle<i8>(none, sums, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19));
    left = i8x16.add(sums, left);
    v128.store(to + i, left);
    left = v128.shuffle<i8>(left, left, 12, 13, 14, 12, 13, 14, 12, 13, 14, 12, 13, 14, 12, 13, 14, 12);
  }
}

/** Whole pixels of up to eight bytes, one after the other. */
export function undoSub(from: usize, to: usize, length: usize, pixel: usize): void {
  let left = i8x16.splat(0);
  for (let i: usize = 0; i < length; i += pixel) {
    left = i8x16.add(v128.load64_zero(from + i), left);
    v128.store64_lane(to + i, left, 0);
  }
}

export function undoAverage(from: usize, above: usize, to: usize, length: usize, pixel: usize): void {
  const one = i8x16.splat(1);
  let left = i8x16.splat(0);
  for (let i: usize = 0; i < length; i += pixel) {
    const up = v128.load64_zero(above + i);
    // The average is rounded up: less one where the sum is odd.
    const odd = v128.and(v128.xor(left, up), one);
    const average = i8x16.avgr_u(left, up);
    left = i8x16.add(i8x16.sub(v128.load64_zero(from + i), odd), average);
    v128.store64_lane(to + i, left, 0);
  }
}

/**
 * Of left, up and corner, the one closest to left + up − corner, the earlier one of equally close ones. With thrice the
 * corner less both neighbours as a mark: the greater one where the lesser is not below the mark, the lesser one where the
 * greater is not above it, else the corner. What does not depend on the left is known before.
 */
export function undoPaeth(from: usize, above: usize, to: usize, length: usize, pixel: usize): void {
  const bytes = i16x8.splat(0xff);
  let left = i16x8.splat(0);
  let corner = i16x8.splat(0);
  for (let i: usize = 0; i < length; i += pixel) {
    const up = v128.load_ext<u8>(above + i);
    const raw = v128.load_ext<u8>(from + i);
    const mark = i16x8.sub(i16x8.sub(i16x8.add(i16x8.add(corner, corner), corner), up), left);
    const lesser = i16x8.min_s(left, up);
    const greater = i16x8.max_s(left, up);
    const lesserOrCorner = v128.bitselect(lesser, corner, i16x8.le_s(greater, mark));
    const nearest = v128.bitselect(greater, lesserOrCorner, i16x8.le_s(mark, lesser));
    left = v128.and(i16x8.add(raw, nearest), bytes);
    corner = up;
    v128.store64_lane(to + i, i8x16.narrow_i16x8_u(left, left), 0);
  }
}

/** As {@link undoPaeth}, of pixels of one byte, for which vectors take longer. */
export function undoPaethOfBytes(from: usize, above: usize, to: usize, length: usize): void {
  let left: i32 = 0;
  let corner: i32 = 0;
  for (let i: usize = 0; i < length; i++) {
    const up = <i32>load<u8>(above + i);
    const mark = corner * 3 - up - left;
    const lesser = min(left, up);
    const greater = max(left, up);
    const lesserOrCorner = select<i32>(lesser, corner, greater <= mark);
    left = (<i32>load<u8>(from + i) + select<i32>(greater, lesserOrCorner, mark <= lesser)) & 0xff;
    corner = up;
    store<u8>(to + i, <u8>left);
  }
}

/** As {@link undoAverage}, of pixels of one byte. */
export function undoAverageOfBytes(from: usize, above: usize, to: usize, length: usize): void {
  let left: u32 = 0;
  for (let i: usize = 0; i < length; i++) {
    left = (load<u8>(from + i) + ((left + load<u8>(above + i)) >> 1)) & 0xff;
    store<u8>(to + i, <u8>left);
  }
}
