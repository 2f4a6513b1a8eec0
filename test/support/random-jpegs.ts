import { seededRandom } from './images.ts';
import { segment } from './jpeg-segments.ts';

/** A whole number from 0 on. */
export type RandomBelow = (most: number) => number;

export function randomBelow(seed: number): RandomBelow {
  const random = seededRandom(seed);
  return (most) => Math.floor(random() * most);
}

const FACTORS = [[0x11], [0x22], [0x11, 0x11, 0x11], [0x21, 0x11, 0x11], [0x22, 0x11, 0x11], [0x12, 0x11, 0x11]];
const MORE_FACTORS = [
  [0x41, 0x11, 0x21],
  [0x22, 0x21, 0x12],
  [0x11, 0x22, 0x11],
  [0x22, 0x11, 0x11, 0x22],
];

/**
 * A JPEG of which little is as encoders make it: any bits are its data, so that coefficients are as large as they can be, tables
 * have codes of all lengths, and sums turn over at 16 bits. Some files hold what is refused.
 */
export function randomJpeg(seed: number): Uint8Array<ArrayBuffer> {
  const below = randomBelow(seed);
  const progressive = below(2) === 1;
  const choice = below(FACTORS.length + MORE_FACTORS.length);
  const factors = FACTORS[choice] ?? MORE_FACTORS[choice - FACTORS.length];
  const [width, height] = [1 + below(48), 1 + below(32)];
  const restart = below(4) === 0 ? 1 + below(5) : 0;
  const bytes: number[] = [0xff, 0xd8];
  bytes.push(...segment(0xdb, quantizers(below)));
  const components = factors.flatMap((sampling, i) => [i + 1, sampling, 0]);
  bytes.push(...segment(progressive ? 0xc2 : 0xc0, [8, 0, height, 0, width, factors.length, ...components]));
  if (restart > 0) bytes.push(...segment(0xdd, [0, restart]));
  // Large differences are rare in some files, and all blocks of others.
  const mostSize = 1 + below(15);
  const dc = codes(
    Array.from({ length: 1 + below(12) }, () => below(mostSize + 1)),
    below,
  );
  const ids = factors.map((_, i) => i + 1);
  const intervals = restart > 0 ? Math.ceil((Math.ceil(width / 8) * Math.ceil(height / 8)) / restart) : 1;
  const scan = (ac: readonly number[], of: readonly number[], first: number, last: number, bits: number): void => {
    bytes.push(...segment(0xc4, [0, ...dc]), ...segment(0xc4, [0x10, ...codes(ac, below)]));
    bytes.push(...segment(0xda, [of.length, ...of.flatMap((id) => [id, 0]), first, last, bits]));
    for (let i = 0; i < intervals; i++) {
      if (i > 0) bytes.push(0xff, 0xd0 + ((i - 1) & 7));
      pushData(bytes, Math.ceil((3 * factors.length * width * height) / intervals / (1 + below(8))) + 200, below);
    }
  };
  const symbols = (most: number): number[] => [
    0,
    ...(below(2) === 0 ? [0xf0] : []),
    ...Array.from({ length: 1 + below(160) }, () => (below(4) << 4) | (1 + below(most))),
    ...(progressive ? [0x10, 0x20, 0x30] : []),
  ];
  if (!progressive) {
    if (below(4) === 0) for (const id of ids) scan(symbols(mostSize), [id], 0, 63, 0);
    else scan(symbols(mostSize), ids, 0, 63, 0);
  } else {
    const low = below(4);
    if (ids.length < 4 || choice < FACTORS.length) scan(symbols(1), ids, 0, 0, low);
    for (let bit = low; bit > 0; bit--) scan(symbols(1), ids, 0, 0, (bit << 4) | (bit - 1));
    for (const id of ids) {
      const middle = 1 + below(62);
      if (below(8) > 0) scan(symbols(mostSize), [id], 1, middle, low);
      if (below(8) > 0) scan(symbols(mostSize), [id], middle + 1, 63, low);
      for (let bit = low; bit > 0; bit--) scan(symbols(below(16) === 0 ? 2 : 1), [id], 1, 63, (bit << 4) | (bit - 1));
    }
  }
  return Uint8Array.from([...bytes, 0xff, 0xd9]);
}

/** Small ones, or any of 16 bits, which coefficients turn over with. */
function quantizers(below: RandomBelow): number[] {
  const most = [4, 40, 255][below(3)];
  if (below(4) > 0) return [0, ...Array.from({ length: 64 }, () => 1 + below(most))];
  return [0x10, ...Array.from({ length: 128 }, () => below(256))];
}

/**
 * A table's content: each of the values has a code or several, of all lengths from the shortest on; of what 16 bits can be only all
 * ones are none.
 */
function codes(values: readonly number[], below: RandomBelow): number[] {
  const first = below(values.length);
  const counts = new Array<number>(16).fill(0);
  let coded = 0;
  for (let length = 1, free = 2; length <= 16; length++) {
    const left = values.length - coded;
    const spread = length < 4 ? 1 : Math.ceil(free / 3);
    // From where all can have one on, one a length.
    const count = left <= free - 1 ? free - 1 : spread;
    counts[length - 1] = count;
    coded += count;
    free = 2 * (free - count);
  }
  return [...counts, ...Array.from({ length: coded }, (_, i) => values[(first + i) % values.length])];
}

/** Any bytes, with few that are all ones, each before a zero (T.81, B.1.1.5), some behind a fill byte. */
function pushData(bytes: number[], length: number, below: RandomBelow): void {
  for (const end = bytes.length + length; bytes.length < end;) {
    bytes.push(below(255));
    if (below(50) === 0) bytes.push(0xff, ...(below(8) === 0 ? [0xff] : []), 0);
  }
}
