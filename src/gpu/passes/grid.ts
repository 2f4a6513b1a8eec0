import type { Fold } from '../../shaders/grid.glsl.ts';

/** A grid of texels and how it lies in a texture; see shaders/grid.glsl.ts. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly fold: Fold;
  /** Rows (tall) or columns (wide) of a strip. */
  readonly span: number;
  /** The texture's size. */
  readonly width: number;
  readonly height: number;
}

/** Lays `columns` × `rows` texels out in a texture of at most `maxSide` a side; null when no folding makes it fit. */
export function layOutGrid(columns: number, rows: number, maxSide: number): Grid | null {
  if (columns <= maxSide && rows <= maxSide) {
    return { columns, rows, fold: 'flat', span: rows, width: columns, height: rows };
  }
  if (rows > maxSide) {
    const width = columns * Math.ceil(rows / maxSide);
    return width <= maxSide ? { columns, rows, fold: 'tall', span: maxSide, width, height: maxSide } : null;
  }
  const height = rows * Math.ceil(columns / maxSide);
  return height <= maxSide ? { columns, rows, fold: 'wide', span: maxSide, width: maxSide, height } : null;
}

/** Calls `visit` with each texel's place in row-major order and its place in the texture. */
export function forEachTexel(grid: Grid, visit: (index: number, address: number) => void): void {
  const { columns, rows, fold, span, width } = grid;
  for (let y = 0, index = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++, index++) {
      const strip = fold === 'tall' ? Math.floor(y / span) : fold === 'wide' ? Math.floor(x / span) : 0;
      const column = fold === 'tall' ? x + strip * columns : x - strip * span;
      const row = fold === 'wide' ? y + strip * rows : y - strip * span;
      visit(index, row * width + column);
    }
  }
}
