import { COUNTS, FREE } from './parts/fixed-memory';

export const COUNT_TABLES: usize = COUNTS;
export const FIRST_FREE: usize = FREE;

/** Adds one in table `table` (from 0) to the count of the byte at `pixel`. */
function count(table: usize, pixel: usize): void {
  const bin = COUNTS + (table << 10) + ((<usize>load<u8>(pixel)) << 2);
  store<u32>(bin, load<u32>(bin) + 1);
}

/**
 * Adds the values of `pixels` bytes from `plane` on to the eight tables of counts.
 *
 * Eight take turns because counting equal neighbours in one makes each increment wait for the last.
 */
export function addToHistogram(plane: usize, pixels: i32): void {
  const end = plane + pixels;
  const eightsEnd = plane + (pixels & ~7);
  for (; plane < eightsEnd; plane += 8) {
    count(0, plane);
    count(1, plane + 1);
    count(2, plane + 2);
    count(3, plane + 3);
    count(4, plane + 4);
    count(5, plane + 5);
    count(6, plane + 6);
    count(7, plane + 7);
  }
  for (; plane < end; plane++) count(0, plane);
}
