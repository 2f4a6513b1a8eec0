/** The lines of a grid, each of several rows beside each other, or of one that has it for itself. */
export interface GridLines {
  /** Of each line, the index of its first row; then how many rows there are. */
  readonly starts: readonly number[];
  /** Of each line, how far below the first it begins, in CSS pixels; then where one more would. */
  readonly tops: readonly number[];
}

/** How a grid lays rows, known by their indices. */
export interface GridRules {
  readonly columns: number;
  /** Between lines, in CSS pixels. */
  readonly gap: number;
  /** In CSS pixels. */
  readonly heightOf: (row: number) => number;
  /** Whether it has a line for itself. */
  readonly isAlone: (row: number) => boolean;
}

/** Lines `from` … `to` − 1. */
export interface LineRun {
  readonly from: number;
  readonly to: number;
}

/** As CSS places rows: a line ends when it is full, or when the next row wants one for itself. */
export function layLines(rows: number, { columns, gap, heightOf, isAlone }: GridRules): GridLines {
  const starts: number[] = [];
  const tops: number[] = [];
  let top = 0;
  for (let row = 0; row < rows;) {
    starts.push(row);
    tops.push(top);
    const end = isAlone(row) ? row + 1 : Math.min(rows, row + columns);
    let height = heightOf(row++);
    while (row < end && !isAlone(row)) height = Math.max(height, heightOf(row++));
    top += height + gap;
  }
  starts.push(rows);
  tops.push(top);
  return { starts, tops };
}

/** The line that `value` is in: a row by `starts`, a place by `tops`; the first or the last where it is beyond. */
export function lineAt(bounds: readonly number[], value: number): number {
  let [low, high] = [0, bounds.length - 2];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (bounds[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** The lines that are in `view`, and those about the row that is `pinned`, in order. */
export function runsOf(
  { starts, tops }: GridLines,
  view: { readonly from: number; readonly to: number },
  pinned: number | null,
): LineRun[] {
  const count = starts.length - 1;
  const shown = { from: lineAt(tops, view.from), to: Math.min(count, lineAt(tops, view.to) + 1) };
  if (pinned === null) return [shown];
  const line = lineAt(starts, pinned);
  // From its neighbours the focus can go on.
  const kept = { from: Math.max(0, line - 1), to: Math.min(count, line + 2) };
  if (kept.to < shown.from) return [kept, shown];
  if (kept.from > shown.to) return [shown, kept];
  return [{ from: Math.min(kept.from, shown.from), to: Math.max(kept.to, shown.to) }];
}
