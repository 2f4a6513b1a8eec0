/** Makes the 16 tables of 1 kB each that {@link crc32} looks up: as in ../crc32.ts. */
export function fillCrc32Tables(tables: usize): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) {
      remainder = (remainder >>> 1) ^ (0xedb88320 & (0 - (remainder & 1)));
    }
    store<u32>(tables + (byte << 2), remainder);
  }
  const end = tables + 16 * 1024;
  for (let at = tables + 1024; at < end; at += 4) {
    const before = load<u32>(at - 1024);
    store<u32>(at, load<u32>(tables + ((before & 0xff) << 2)) ^ (before >>> 8));
  }
}

function entry(tables: usize, table: usize, value: u32): u32 {
  return load<u32>(tables + (table << 10) + ((value & 0xff) << 2));
}

function entry64(tables: usize, table: usize, word: u64, byte: u64): u32 {
  return load<u32>(tables + (table << 10) + (((<usize>(word >> (8 * byte))) & 0xff) << 2));
}

/** CRC-32 of `length` bytes from `address` on, continued from that of the bytes before them. */
export function crc32(tables: usize, address: usize, length: usize, before: u32): u32 {
  let crc = ~before;
  const end = address + length;
  const whole = address + (length & ~15);
  for (; address < whole; address += 16) {
    const first = load<u64>(address) ^ (<u64>crc);
    const second = load<u64>(address, 8);
    crc =
      entry64(tables, 15, first, 0) ^
      entry64(tables, 14, first, 1) ^
      entry64(tables, 13, first, 2) ^
      entry64(tables, 12, first, 3) ^
      (entry64(tables, 11, first, 4) ^
        entry64(tables, 10, first, 5) ^
        entry64(tables, 9, first, 6) ^
        entry64(tables, 8, first, 7)) ^
      (entry64(tables, 7, second, 0) ^
        entry64(tables, 6, second, 1) ^
        entry64(tables, 5, second, 2) ^
        entry64(tables, 4, second, 3) ^
        (entry64(tables, 3, second, 4) ^
          entry64(tables, 2, second, 5) ^
          entry64(tables, 1, second, 6) ^
          entry64(tables, 0, second, 7)));
  }
  for (; address < end; address++) crc = entry(tables, 0, crc ^ (<u32>load<u8>(address))) ^ (crc >>> 8);
  return ~crc;
}
