import { listOf } from '../../base/list-of.ts';
import type { GaussianBlurPlan } from '../../operators/gaussian-blur.ts';
import type { CpuOperator } from './cpu-operator.ts';

export const gaussianBlur: CpuOperator<GaussianBlurPlan> = {
  create: ([{ data: source }], { width, height, data: target }) => {
    let scratch: BlurScratch | null = null;
    return async ({ weights }, slices) => {
      const rows = (scratch = createBlurScratch(width, weights, scratch));
      await slices.overRows(height, width, (from, to) => blurRows(source, target, width, height, rows, from, to));
    };
  },
};

/** Working memory of one blur: a few rows, whatever the height. */
interface BlurScratch {
  /**
   * Half of the kernel, outermost weight first, led by zeros so that its radius is even and at least 2: the loops below
   * take two pairs of weights at a time.
   */
  readonly weights: Uint16Array;
  /** The rows under the kernel, each reachable as bytes and as words of four pixels; row y is at `y % rows.length`. */
  readonly rows: readonly { readonly bytes: Uint8Array; readonly words: Int32Array }[];
  /** Columns summed by the outer weights, two pixels a word: even pixels, then odd ones. Zero for kernels up to 5. */
  readonly outerColumns: Int32Array;
  /** Columns summed by all weights, 16 bits a pixel, with a radius of mirrored pixels on each side. */
  readonly columns: Uint16Array;
  readonly columnWords: Int32Array;
  /** The row summed by the outer weights, one total a pixel. Zero for kernels up to 5. */
  readonly outerTotals: Int32Array;
}

/**
 * @param kernel half of the kernel, outermost weight first, centre last, in 256ths: from `gaussianKernel`
 * @param used of an image of the same width: serves again where the kernel's size allows
 */
function createBlurScratch(width: number, kernel: Uint16Array, used: BlurScratch | null = null): BlurScratch {
  const radius = Math.max(2, kernel.length & ~1);
  const reused = used?.weights.length === radius + 1 ? used : null;
  const weights = reused?.weights ?? new Uint16Array(radius + 1);
  weights.fill(0).set(kernel, weights.length - kernel.length);
  if (reused) return reused;
  const words = Math.ceil(width / 4);
  const columns = new Uint16Array(4 * words + 2 * radius);
  return {
    weights,
    rows: listOf(2 * radius + 1, () => {
      const row = new Int32Array(words);
      return { bytes: new Uint8Array(row.buffer), words: row };
    }),
    outerColumns: new Int32Array(2 * words),
    columns,
    columnWords: new Int32Array(columns.buffer),
    outerTotals: new Int32Array(width),
  };
}

/**
 * Blurs the rows `from`…`to` − 1 as OpenCV's 8-bit `GaussianBlur` does: `(Σ weight·Σ weight·pixel + 32768) >> 16` with
 * weights in 256ths, mirrored at the border without repeating the border pixel (REFLECT_101).
 *
 * Columns are summed first, two pixels in each 32-bit word: a sum is at most 256 · 255 and fits 16 bits. Nothing is
 * rounded in between, so the order of the two directions does not matter. Words are taken apart on the assumption that
 * the machine is little-endian, as every machine with a browser is.
 */
function blurRows(
  source: Uint8Array,
  target: Uint8Array,
  width: number,
  height: number,
  scratch: BlurScratch,
  from: number,
  to: number,
): void {
  const radius = scratch.weights.length - 1;
  const hold = (y: number): void => {
    const start = mirrored(y, height) * width;
    rowAt(scratch, y).bytes.set(source.subarray(start, start + width));
  };
  for (let y = from - radius; y < from + radius; y++) hold(y);
  for (let y = from; y < to; y++) {
    hold(y + radius);
    sumColumns(scratch, y);
    mirrorEnds(scratch.columns, radius, width);
    sumRow(scratch, target, y * width, width);
  }
}

function rowAt({ rows }: BlurScratch, y: number): BlurScratch['rows'][number] {
  return rows[(y + rows.length) % rows.length];
}

/** The place in 0…`size` − 1 that stands in for `position`, which may lie several sizes outside. */
function mirrored(position: number, size: number): number {
  if (size === 1) return 0;
  let inside = position;
  while (inside < 0 || inside >= size) inside = inside < 0 ? -inside : 2 * (size - 1) - inside;
  return inside;
}

function mirrorEnds(columns: Uint16Array, radius: number, width: number): void {
  for (let x = 1; x <= radius; x++) {
    columns[radius - x] = columns[radius + mirrored(-x, width)];
    columns[radius + width - 1 + x] = columns[radius + mirrored(width - 1 + x, width)];
  }
}

function sumColumns(scratch: BlurScratch, y: number): void {
  const { weights, outerColumns, columnWords } = scratch;
  const radius = weights.length - 1;
  const row = (offset: number): Int32Array => rowAt(scratch, y + offset).words;
  if (radius > 2) outerColumns.fill(0);
  for (let i = 0, offset = radius; offset > 2; i += 2, offset -= 2) {
    addColumns(row(-offset), row(1 - offset), row(offset - 1), row(offset), weights[i], weights[i + 1], outerColumns);
  }
  finishColumns(row(-2), row(-1), row(0), row(1), row(2), weights, outerColumns, columnWords, radius >> 1);
}

/** Every second byte of a word: the pixels 0 and 2 or, after a shift by 8 bits, 1 and 3. */
const PAIR = 0x00ff00ff;

/** Adds `outer` times the rows a and d, and `inner` times b and c. */
function addColumns(
  a: Int32Array,
  b: Int32Array,
  c: Int32Array,
  d: Int32Array,
  outer: number,
  inner: number,
  sums: Int32Array,
): void {
  for (let i = 0; i < a.length; i++) {
    const wordA = a[i];
    const wordB = b[i];
    const wordC = c[i];
    const wordD = d[i];
    const even = Math.imul(outer, (wordA & PAIR) + (wordD & PAIR)) + Math.imul(inner, (wordB & PAIR) + (wordC & PAIR));
    const odd =
      Math.imul(outer, ((wordA >>> 8) & PAIR) + ((wordD >>> 8) & PAIR)) +
      Math.imul(inner, ((wordB >>> 8) & PAIR) + ((wordC >>> 8) & PAIR));
    sums[2 * i] += even | 0;
    sums[2 * i + 1] += odd | 0;
  }
}

/** Adds the five central rows a…e to the outer sums, and puts the pixels in order from word `start` of `sums` on. */
function finishColumns(
  a: Int32Array,
  b: Int32Array,
  c: Int32Array,
  d: Int32Array,
  e: Int32Array,
  weights: Uint16Array,
  outerSums: Int32Array,
  sums: Int32Array,
  start: number,
): void {
  const outer = weights[weights.length - 3];
  const inner = weights[weights.length - 2];
  const centre = weights[weights.length - 1];
  for (let i = 0; i < a.length; i++) {
    const wordA = a[i];
    const wordB = b[i];
    const wordC = c[i];
    const wordD = d[i];
    const wordE = e[i];
    const even =
      (outerSums[2 * i] +
        Math.imul(outer, (wordA & PAIR) + (wordE & PAIR)) +
        Math.imul(inner, (wordB & PAIR) + (wordD & PAIR)) +
        Math.imul(centre, wordC & PAIR)) |
      0;
    const odd =
      (outerSums[2 * i + 1] +
        Math.imul(outer, ((wordA >>> 8) & PAIR) + ((wordE >>> 8) & PAIR)) +
        Math.imul(inner, ((wordB >>> 8) & PAIR) + ((wordD >>> 8) & PAIR)) +
        Math.imul(centre, (wordC >>> 8) & PAIR)) |
      0;
    sums[start + 2 * i] = (even & 0xffff) | (odd << 16);
    sums[start + 2 * i + 1] = (even >>> 16) | (odd & ~0xffff);
  }
}

function sumRow(scratch: BlurScratch, target: Uint8Array, start: number, width: number): void {
  const { weights, columns, outerTotals } = scratch;
  const radius = weights.length - 1;
  if (radius > 2) outerTotals.fill(0);
  for (let i = 0, offset = radius; offset > 2; i += 2, offset -= 2) {
    addRow(columns, radius, offset, weights[i], weights[i + 1], outerTotals);
  }
  finishRow(columns, radius, weights, outerTotals, target, start, width);
}

/** Adds `outer` times the pixels `offset` away on both sides, and `inner` times those one nearer. */
function addRow(
  columns: Uint16Array,
  radius: number,
  offset: number,
  outer: number,
  inner: number,
  totals: Int32Array,
): void {
  const left = radius - offset;
  const right = radius + offset;
  for (let x = 0; x < totals.length; x++) {
    totals[x] +=
      Math.imul(outer, columns[left + x] + columns[right + x]) +
      Math.imul(inner, columns[left + x + 1] + columns[right + x - 1]);
  }
}

function finishRow(
  columns: Uint16Array,
  radius: number,
  weights: Uint16Array,
  outerTotals: Int32Array,
  target: Uint8Array,
  start: number,
  width: number,
): void {
  const outer = weights[radius - 2];
  const inner = weights[radius - 1];
  const centre = weights[radius];
  let a = columns[radius - 2];
  let b = columns[radius - 1];
  let c = columns[radius];
  let d = columns[radius + 1];
  for (let x = 0; x < width; x++) {
    const e = columns[radius + 2 + x];
    const total = outerTotals[x] + Math.imul(outer, a + e) + Math.imul(inner, b + d) + Math.imul(centre, c);
    target[start + x] = (total + 32768) >> 16;
    a = b;
    b = c;
    c = d;
    d = e;
  }
}
