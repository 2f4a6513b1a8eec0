/** What `table` says of four samples of 16 bits, in one word. */
function fourShades(samples: u64, table: usize): u64 {
  const first = <u64>load<u8>(table + <usize>(samples & 0xffff));
  const second = <u64>load<u8>(table + <usize>((samples >> 16) & 0xffff));
  const third = <u64>load<u8>(table + <usize>((samples >> 32) & 0xffff));
  const fourth = <u64>load<u8>(table + <usize>(samples >> 48));
  return first | (second << 8) | (third << 16) | (fourth << 24);
}

/**
 * What `table` says of `pixels` samples of 16 bits. No instruction looks several up: four are read, and eight written, at a time.
 */
export function window(samples: usize, target: usize, pixels: i32, table: usize): void {
  const end = target + pixels;
  for (; target < end; target += 8, samples += 16) {
    store<u64>(target, fourShades(load<u64>(samples), table) | (fourShades(load<u64>(samples, 8), table) << 32));
  }
}
