import { damagedError } from '../../source/decode-errors.ts';
import type { FrameDecoder } from './frame-decoder.ts';

/** Number of segments, and where they begin: 16 numbers of 32 bits. */
const HEAD = 64;

/**
 * RLE Lossless (PS3.5, annex G): a segment for each byte of each sample, the highest first, then sample by sample. Packets may go on in the next
 * row; what is behind the last byte of a segment is left alone.
 */
export const decodeRle: FrameDecoder = async ({ bytes, layout }, pacer) => {
  const { rows, columns, samples, bitsAllocated } = layout;
  const bytesPerSample = bitsAllocated / 8;
  const count = samples * bytesPerSample;
  if (bytes.length < HEAD) throw damagedError();
  const head = new DataView(bytes.buffer, bytes.byteOffset, HEAD);
  if (head.getUint32(0, true) !== count) throw damagedError();
  const offsets: number[] = [];
  for (let i = 0; i < count; i++) offsets.push(head.getUint32(4 * (i + 1), true));
  const pixels = rows * columns;
  // A packet of two bytes makes 128 at most: no memory is taken for what cannot be there.
  if (pixels > 64 * bytes.length) throw damagedError();
  const plane = new Uint8Array(pixels);
  const cells = bytesPerSample === 2 ? new Uint16Array(pixels * samples) : new Uint8Array(pixels * samples);
  for (let segment = 0; segment < count; segment++) {
    const from = offsets[segment];
    const end = segment + 1 < count ? offsets[segment + 1] : bytes.length;
    if (from < HEAD || from > end || end > bytes.length) throw damagedError();
    unpack(bytes.subarray(from, end), plane);
    const sample = Math.floor(segment / bytesPerSample);
    const isHigh = bytesPerSample === 2 && segment % 2 === 0;
    for (let i = 0, to = sample; i < pixels; i++, to += samples) {
      cells[to] = isHigh ? plane[i] << 8 : cells[to] | plane[i];
    }
    await pacer.restWhenDue();
  }
  return { cells };
};

/** G.3.1. Throws `decode-failed` where there is too little. */
function unpack(packed: Uint8Array, plane: Uint8Array): void {
  let at = 0;
  let to = 0;
  while (to < plane.length) {
    if (at >= packed.length) throw damagedError();
    const head = packed[at++];
    if (head === 128) continue;
    const room = plane.length - to;
    if (head < 128) {
      const count = Math.min(head + 1, room);
      if (at + count > packed.length) throw damagedError();
      for (let i = 0; i < count; i++) plane[to + i] = packed[at + i];
      at += head + 1;
      to += count;
    } else {
      if (at >= packed.length) throw damagedError();
      const count = Math.min(257 - head, room);
      plane.fill(packed[at++], to, to + count);
      to += count;
    }
  }
}
