/**
 * Table n tells what a byte contributes when n more bytes follow it, so that sixteen bytes need no more than sixteen
 * independent look-ups ("slicing by 16"), four times as fast as a byte after the other.
 */
const TABLES = makeTables(16);

function makeTables(count: number): Int32Array[] {
  const first = Int32Array.from({ length: 256 }, (_, byte) => {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
    return remainder;
  });
  const tables = [first];
  while (tables.length < count) {
    tables.push(tables[tables.length - 1].map((remainder) => first[remainder & 0xff] ^ (remainder >>> 8)));
  }
  return tables;
}

/**
 * CRC-32 of `bytes` as PNG and ZIP use it (polynomial 0xedb88320, reflected); 0 … 2³² − 1.
 * @param before the CRC-32 of the bytes in front of these; default that of none
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11, t12, t13, t14, t15] = TABLES;
  const { length } = bytes;
  let crc = ~before;
  let i = 0;
  for (const whole = length - 15; i < whole; i += 16) {
    crc =
      t15[(crc & 0xff) ^ bytes[i]] ^
      t14[((crc >>> 8) & 0xff) ^ bytes[i + 1]] ^
      t13[((crc >>> 16) & 0xff) ^ bytes[i + 2]] ^
      t12[(crc >>> 24) ^ bytes[i + 3]] ^
      t11[bytes[i + 4]] ^
      t10[bytes[i + 5]] ^
      t9[bytes[i + 6]] ^
      t8[bytes[i + 7]] ^
      t7[bytes[i + 8]] ^
      t6[bytes[i + 9]] ^
      t5[bytes[i + 10]] ^
      t4[bytes[i + 11]] ^
      t3[bytes[i + 12]] ^
      t2[bytes[i + 13]] ^
      t1[bytes[i + 14]] ^
      t0[bytes[i + 15]];
  }
  for (; i < length; i++) crc = t0[(crc ^ bytes[i]) & 0xff] ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** Bytes that take about a millisecond. */
const PIECE = 1 << 20;

/** As {@link crc32}, of many bytes; yields after a millisecond's work. */
export function* crc32Steps(bytes: Uint8Array): Generator<undefined, number> {
  let crc = 0;
  for (let at = 0; at < bytes.length; at += PIECE) {
    crc = crc32(bytes.subarray(at, at + PIECE), crc);
    yield;
  }
  return crc;
}

/** CRC-32 of bytes with the CRC-32 `first` and `secondLength` more behind them, whose CRC-32 is `second`. */
export function joinedCrc32(first: number, second: number, secondLength: number): number {
  // Bytes that follow multiply what stands before them by x to the power of their bits.
  let factor = 1 << 31;
  let power = 1 << 23;
  for (let left = secondLength; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) factor = times(factor, power);
    power = times(power, power);
  }
  return (times(first, factor) ^ second) >>> 0;
}

/** The product of two polynomials, modulo that of CRC-32; the highest bit is the coefficient of 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 31; bit >= 0; bit--) {
    if ((a >>> bit) & 1) product ^= b;
    b = b & 1 ? (b >>> 1) ^ 0xedb88320 : b >>> 1;
  }
  return product;
}
