import { equalize } from './equalize.ts';
import { defineOperator, type ImageSize } from './operator.ts';
import { number } from './parameter-spec.ts';

/** What both engines work with: tiles, and how many pixels of a tile one value may have. */
export interface ClahePlan {
  /** Of the grid. */
  readonly columns: number;
  readonly rows: number;
  /** In pixels; together the tiles reach beyond the image where it does not divide evenly. */
  readonly tileWidth: number;
  readonly tileHeight: number;
  /** Pixels of one value that count in a tile; 0: all of them. */
  readonly limit: number;
}

const TILES = { default: 8, unit: '', min: 1, max: 16, grid: 1, slider: { min: 1, max: 16, step: 1 } } as const;

/** OpenCV's `createCLAHE`: contrast-limited adaptive histogram equalisation. */
export const clahe = defineOperator({
  id: 'clahe',
  inputs: ['gray8'],
  output: 'gray8',
  title: 'CLAHE',
  purpose: equalize.purpose,
  params: {
    /** Contrast limit of each tile, 0…1000: the most pixels of one value, as a multiple of the mean. Default 2. 0: no limit. */
    clipLimit: number({
      default: 2,
      label: 'Clip limit',
      tip: '0: no limit.',
      attribute: 'clahe-clip',
      unit: '',
      min: 0,
      max: 1000,
      grid: 0,
      slider: { min: 0, max: 10, step: 0.1 },
    }),
    /** Columns of tiles, each with contrast of its own, 1…16. Default 8. */
    tileColumns: number({
      label: 'Tile columns',
      tip: 'How many regions.',
      attribute: 'clahe-columns',
      ...TILES,
    }),
    /** Rows of tiles, each with contrast of its own, 1…16. Default 8. */
    tileRows: number({
      label: 'Tile rows',
      tip: 'How many regions.',
      attribute: 'clahe-rows',
      ...TILES,
    }),
  },
  plan: ({ clipLimit, tileColumns, tileRows }, size): ClahePlan => {
    const [tileWidth, tileHeight] = tileSize(size, tileColumns, tileRows);
    const limit = clipLimit > 0 ? Math.max(1, Math.floor((clipLimit * (tileWidth * tileHeight)) / 256)) : 0;
    return { columns: tileColumns, rows: tileRows, tileWidth, tileHeight, limit };
  },
});

/** As OpenCV pads (modules/imgproc/src/clahe.cpp): where one side does not divide, the other gets a tile's pixel more too. */
function tileSize({ width, height }: ImageSize, columns: number, rows: number): readonly [number, number] {
  if (width % columns === 0 && height % rows === 0) return [width / columns, height / rows];
  return [Math.floor(width / columns) + 1, Math.floor(height / rows) + 1];
}
