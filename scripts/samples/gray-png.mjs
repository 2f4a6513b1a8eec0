import { deflateSync } from 'node:zlib';
import { chunk } from '../png-chunk.mjs';

/**
 * An 8-bit gray PNG as small as it gets without trying long: on each row the filter with the least sum of differences.
 * @param {number} width
 * @param {number} height
 * @param {Uint8Array} gray
 * @returns {Buffer}
 */
export function grayPng(width, height, gray) {
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) rows.set(filteredRow(gray, y * width, width, y > 0), y * (width + 1));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** @param {Uint8Array} gray @param {number} start @param {number} width @param {boolean} hasAbove */
function filteredRow(gray, start, width, hasAbove) {
  /** @type {((left: number, up: number, corner: number) => number)[]} */
  const predictors = [() => 0, (left) => left, (_, up) => up, (left, up) => (left + up) >> 1, paeth];
  let best = new Uint8Array(width + 1);
  let least = Infinity;
  predictors.forEach((predict, type) => {
    const row = new Uint8Array(width + 1);
    row[0] = type;
    let sum = 0;
    for (let x = 0; x < width; x++) {
      const left = x > 0 ? gray[start + x - 1] : 0;
      const up = hasAbove ? gray[start + x - width] : 0;
      const corner = hasAbove && x > 0 ? gray[start + x - width - 1] : 0;
      const difference = (gray[start + x] - predict(left, up, corner)) & 255;
      row[x + 1] = difference;
      sum += Math.min(difference, 256 - difference);
    }
    if (sum < least) [least, best] = [sum, row];
  });
  return best;
}

/** @param {number} left @param {number} up @param {number} corner */
function paeth(left, up, corner) {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
