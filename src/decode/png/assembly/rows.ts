import {
  copyRow,
  undoAverage,
  undoAverageOfBytes,
  undoPaeth,
  undoPaethOfBytes,
  undoSub,
  undoSubOfBytes,
  undoSubOfTriples,
  undoUp,
} from './parts/filters';

/**
 * Undoes a row's filter from `from`, where its first byte says which, to `to`: `length` bytes without that one, in pixels
 * of `pixel` bytes. False where there is no such filter. Up to 15 bytes behind the row that is made may be overwritten.
 */
export function unfilterRow(from: usize, above: usize, to: usize, length: usize, pixel: usize): bool {
  const filter = load<u8>(from++);
  if (filter === 0) copyRow(from, to, length);
  else if (filter === 1) {
    if (pixel === 1) undoSubOfBytes(from, to, length);
    else if (pixel === 3) undoSubOfTriples(from, to, length);
    else undoSub(from, to, length, pixel);
  } else if (filter === 2) undoUp(from, above, to, length);
  else if (filter === 3) {
    if (pixel === 1) undoAverageOfBytes(from, above, to, length);
    else undoAverage(from, above, to, length, pixel);
  } else if (filter === 4) {
    if (pixel === 1) undoPaethOfBytes(from, above, to, length);
    else undoPaeth(from, above, to, length, pixel);
  } else return false;
  return true;
}

/** As {@link unfilterRow}, of so many rows, which lie at `to` one behind the other; only the first has another one above it. */
export function unfilterRows(rows: i32, from: usize, above: usize, to: usize, length: usize, pixel: usize): bool {
  for (; rows > 0; rows--) {
    if (!unfilterRow(from, above, to, length, pixel)) return false;
    from += length + 1;
    above = to;
    to += length;
  }
  return true;
}

/**
 * As {@link unfilterRows}, and of what that gives some bytes only: of `read` at a time `taken`, those that the 16 bytes at
 * `lanes` name.
 * Rows are made at `row` and `above` in turns, the first one at `row`; `made` bytes of each are at `to`.
 */
export function pickRows(
  rows: i32,
  from: usize,
  above: usize,
  row: usize,
  to: usize,
  length: usize,
  pixel: usize,
  lanes: usize,
  read: usize,
  taken: usize,
  made: usize,
): bool {
  const picked = v128.load(lanes);
  for (; rows > 0; rows--) {
    if (!unfilterRow(from, above, row, length, pixel)) return false;
    from += length + 1;
    const end = to + made;
    for (let at = row, target = to; target < end; at += read, target += taken) {
      v128.store(target, i8x16.swizzle(v128.load(at), picked));
    }
    to = end;
    const last = above;
    above = row;
    row = last;
  }
  return true;
}
