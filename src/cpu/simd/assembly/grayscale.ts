/** The 15-bit weights of red and green, and of blue, as pairs for a dot product. */
function fourGrays(rgb: usize): v128 {
  const samples = v128.load(rgb);
  const redGreen = i8x16.swizzle(samples, i8x16(0, -1, 1, -1, 3, -1, 4, -1, 6, -1, 7, -1, 9, -1, 10, -1));
  const blue = i8x16.swizzle(samples, i8x16(2, -1, -1, -1, 5, -1, -1, -1, 8, -1, -1, -1, 11, -1, -1, -1));
  const sum = i32x4.add(
    i32x4.dot_i16x8_s(redGreen, i16x8(9798, 19235, 9798, 19235, 9798, 19235, 9798, 19235)),
    i32x4.dot_i16x8_s(blue, i16x8(3735, 0, 3735, 0, 3735, 0, 3735, 0)),
  );
  return i32x4.shr_u(i32x4.add(sum, i32x4.splat(16384)), 15);
}

/** Gray values of `count` interleaved RGB pixels: `(9798·R + 19235·G + 3735·B + 16384) >> 15`. */
export function grayscale(rgb: usize, gray: usize, count: i32): void {
  const end = gray + count;
  for (; gray < end; gray += 16, rgb += 48) {
    const left = i16x8.narrow_i32x4_s(fourGrays(rgb), fourGrays(rgb + 12));
    const right = i16x8.narrow_i32x4_s(fourGrays(rgb + 24), fourGrays(rgb + 36));
    v128.store(gray, i8x16.narrow_i16x8_u(left, right));
  }
}
