import { countTables } from './memory';

function count(table: usize, value: usize): void {
  const bin = countTables + (table << 10) + (value << 2);
  store<u32>(bin, load<u32>(bin) + 1);
}

/**
 * Adds the values of `pixels` bytes from `plane` on to the eight tables of counts.
 *
 * Eight take turns because counting equal neighbours in one makes each increment wait for the last.
 */
export function addToHistogram(plane: usize, pixels: i32): void {
  const end = plane + pixels;
  const wordEnd = plane + (pixels & ~7);
  for (; plane < wordEnd; plane += 8) {
    const word = load<u64>(plane);
    count(0, <usize>(word & 255));
    count(1, <usize>((word >> 8) & 255));
    count(2, <usize>((word >> 16) & 255));
    count(3, <usize>((word >> 24) & 255));
    count(4, <usize>((word >> 32) & 255));
    count(5, <usize>((word >> 40) & 255));
    count(6, <usize>((word >> 48) & 255));
    count(7, <usize>(word >> 56));
  }
  for (; plane < end; plane++) count(0, load<u8>(plane));
}
