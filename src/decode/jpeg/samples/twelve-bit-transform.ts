import { FIX } from './inverse-transform.ts';

/** One bit more than integers is kept between the passes, where 8-bit samples have two. */
const PASS_1_SHIFT = 12;
const PASS_2_SHIFT = 17;

const between = new Int32Array(64);
const line = new Int32Array(8);

/** The accurate integer inverse transform (jidctint.c) as libjpeg has it of 12-bit samples. */
export function twelveBitTransform(
  block: Int16Array,
  at: number,
  samples: Uint16Array,
  to: number,
  stride: number,
): void {
  for (let column = 0; column < 8; column++) {
    transformLine(block, at + column, 8);
    for (let i = 0; i < 8; i++) between[8 * i + column] = (line[i] + (1 << (PASS_1_SHIFT - 1))) >> PASS_1_SHIFT;
  }
  for (let y = 0; y < 8; y++) {
    transformLine(between, 8 * y, 1);
    for (let x = 0; x < 8; x++) {
      // Beyond four times the range libjpeg's table of limits begins anew.
      const level = ((((line[x] + (1 << (PASS_2_SHIFT - 1))) >> PASS_2_SHIFT) << 18) >> 18) + 2048;
      samples[to + y * stride + x] = Math.max(0, Math.min(4095, level));
    }
  }
}

function transformLine(lines: Int16Array | Int32Array, at: number, step: number): void {
  const c0 = lines[at];
  const c1 = lines[at + step];
  const c2 = lines[at + 2 * step];
  const c3 = lines[at + 3 * step];
  const c4 = lines[at + 4 * step];
  const c5 = lines[at + 5 * step];
  const c6 = lines[at + 6 * step];
  const c7 = lines[at + 7 * step];
  const z1 = Math.imul(c2 + c6, FIX.f0541);
  const even2 = z1 - Math.imul(c6, FIX.f1847);
  const even3 = z1 + Math.imul(c2, FIX.f0765);
  const even0 = (c0 + c4) << 13;
  const even1 = (c0 - c4) << 13;
  const z5 = Math.imul(c7 + c3 + c5 + c1, FIX.f1175);
  const z3 = z5 - Math.imul(c7 + c3, FIX.f1961);
  const z4 = z5 - Math.imul(c5 + c1, FIX.f0390);
  const y1 = Math.imul(c7 + c1, FIX.f0899);
  const y2 = Math.imul(c5 + c3, FIX.f2562);
  const odd0 = Math.imul(c7, FIX.f0298) - y1 + z3;
  const odd1 = Math.imul(c5, FIX.f2053) - y2 + z4;
  const odd2 = Math.imul(c3, FIX.f3072) - y2 + z3;
  const odd3 = Math.imul(c1, FIX.f1501) - y1 + z4;
  line[0] = even0 + even3 + odd3;
  line[7] = even0 + even3 - odd3;
  line[1] = even1 + even2 + odd2;
  line[6] = even1 + even2 - odd2;
  line[2] = even1 - even2 + odd1;
  line[5] = even1 - even2 - odd1;
  line[3] = even0 - even3 + odd0;
  line[4] = even0 - even3 - odd0;
}
