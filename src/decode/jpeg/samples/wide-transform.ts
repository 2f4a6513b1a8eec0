import { FIX } from './inverse-transform.ts';

/**
 * The inverse transform of 8-bit samples where coefficients are so large that sums do not fit into 16 bits. As libjpeg-turbo has it on
 * x86 (jidctint-avx2.asm), which differs there from its code in C: sums of two turn over, results are held at the limits.
 */
export function wideTransform(
  block: Int16Array,
  at: number,
  samples: Uint8ClampedArray,
  to: number,
  stride: number,
): void {
  const lines = block.slice(at, at + 64);
  // All columns flat: not held at the limits, but turned over.
  if (lines.subarray(8).every((coefficient) => coefficient === 0)) {
    // From the last row up, so that the first is read before it is written.
    for (let i = 63; i >= 0; i--) lines[i] = lines[i & 7] << 2;
  } else {
    for (let column = 0; column < 8; column++) transformLine(lines, column, 8, 11);
  }
  for (let y = 0; y < 8; y++) {
    transformLine(lines, 8 * y, 1, 18);
    for (let x = 0; x < 8; x++) samples[to + y * stride + x] = lines[8 * y + x] + 128;
  }
}

function transformLine(lines: Int16Array, at: number, step: number, shift: number): void {
  const [c0, c1, c2, c3, c4, c5, c6, c7] = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => lines[at + i * step]);
  const even0 = turned(c0 + c4) << 13;
  const even1 = turned(c0 - c4) << 13;
  const even2 = c2 * FIX.f0541 + c6 * (FIX.f0541 - FIX.f1847);
  const even3 = c2 * (FIX.f0541 + FIX.f0765) + c6 * FIX.f0541;
  const sum3 = turned(c7 + c3);
  const sum4 = turned(c5 + c1);
  const z3 = sum3 * (FIX.f1175 - FIX.f1961) + sum4 * FIX.f1175;
  const z4 = sum3 * FIX.f1175 + sum4 * (FIX.f1175 - FIX.f0390);
  const odd0 = c7 * (FIX.f0298 - FIX.f0899) - c1 * FIX.f0899 + z3;
  const odd1 = c5 * (FIX.f2053 - FIX.f2562) - c3 * FIX.f2562 + z4;
  const odd2 = c3 * (FIX.f3072 - FIX.f2562) - c5 * FIX.f2562 + z3;
  const odd3 = c1 * (FIX.f1501 - FIX.f0899) - c7 * FIX.f0899 + z4;
  const results = [
    even0 + even3 + odd3,
    even1 + even2 + odd2,
    even1 - even2 + odd1,
    even0 - even3 + odd0,
    even0 - even3 - odd0,
    even1 - even2 - odd1,
    even1 + even2 - odd2,
    even0 + even3 - odd3,
  ];
  const half = 1 << (shift - 1);
  for (let i = 0; i < 8; i++) lines[at + i * step] = held(((results[i] + half) | 0) >> shift);
}

function turned(sum: number): number {
  return (sum << 16) >> 16;
}

function held(value: number): number {
  return Math.max(-32768, Math.min(32767, value));
}
