import { crc32 } from 'node:zlib';

/**
 * A chunk of a PNG file: length, type, data, checksum.
 * @param {string} type
 * @param {Buffer} data
 */
export function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
