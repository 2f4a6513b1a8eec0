import { REPEATS } from './state';

/** For each distance below 16 the lanes that repeat what lies between there and here. */
export function makeRepeats(s: usize): void {
  for (let distance = 1; distance < 16; distance++) {
    for (let lane = 0; lane < 16; lane++) store<u8>(s + REPEATS + (distance << 4) + lane, <u8>(lane % distance));
  }
}

/** For distances 1 to 15 in four bits each: how long as many whole repetitions as 16 bytes hold are, less one. */
const STEPS: u64 = 0xedcba98fdbefeff0;

/** Copies a match; what lies up to 15 bytes behind it, and is not written yet, may be overwritten. */
export function copyMatch(s: usize, output: usize, distance: usize, length: usize): void {
  const end = output + length;
  let from = output - distance;
  let to = output;
  if (distance >= 16) {
    do {
      v128.store(to, v128.load(from));
      to += 16;
      from += 16;
    } while (to < end);
    return;
  }
  const lanes = i8x16.swizzle(v128.load(from), v128.load(s + REPEATS + (distance << 4)));
  const step: usize = 1 + ((<usize>(STEPS >> ((<u64>distance) << 2))) & 15);
  do {
    v128.store(to, lanes);
    to += step;
  } while (to < end);
}
