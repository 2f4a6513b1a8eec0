// @ts-check
import { deflateSync } from 'node:zlib';
import { chunk } from './png-chunk.mjs';

/**
 * A PNG with a palette, a fraction of the size of the same picture in full colour: grays in steps that nobody sees, and
 * as many of the other colours as there is room for, those that are used most.
 * @param {{ width: number; height: number; channels: number; data: ArrayLike<number> }} picture RGB or RGBA, opaque
 */
export function palettePng({ width, height, channels, data }) {
  const pixels = Array.from({ length: width * height }, (_, i) => rounded(data, i * channels));
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a)).slice(0, 256);
  const indices = new Map(palette.map((colour, index) => [colour, index]));
  for (const colour of counts.keys()) {
    if (!indices.has(colour)) indices.set(colour, nearest(palette, colour));
  }

  const rows = Buffer.alloc(height * (width + 1));
  pixels.forEach((colour, i) => {
    rows[i + Math.floor(i / width) + 1] = /** @type {number} */ (indices.get(colour));
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => parts(colour)))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * One of fewer colours, as one number.
 * @param {ArrayLike<number>} data
 * @param {number} at
 */
function rounded(data, at) {
  const [r, g, b] = [data[at], data[at + 1], data[at + 2]];
  const gray = Math.max(r, g, b) - Math.min(r, g, b) < 6;
  /** @param {number} value @param {number} step */
  const round = (value, step) => Math.min(255, Math.round(value / step) * step);
  if (!gray) return (round(r, 8) << 16) | (round(g, 8) << 8) | round(b, 8);
  // Dark grays keep their differences: the page's own are among them.
  const value = g < 64 ? g : round(g, 4);
  return (value << 16) | (value << 8) | value;
}

/** @param {number} colour */
const parts = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];

/**
 * @param {number[]} palette
 * @param {number} colour
 */
function nearest(palette, colour) {
  const wanted = parts(colour);
  const distances = palette.map((other) => parts(other).reduce((sum, part, i) => sum + (part - wanted[i]) ** 2, 0));
  return distances.indexOf(Math.min(...distances));
}
