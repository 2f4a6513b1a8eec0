import { damagedError } from '../../source/decode-errors.ts';

/** How a frame is coded (T.81, table B.1). */
export interface FrameCoding {
  readonly progressive: boolean;
  readonly arithmetic: boolean;
}

/** A component of a frame, and the blocks it consists of. */
export interface FrameComponent {
  readonly index: number;
  /** Ci. */
  readonly id: number;
  /** Hi and Vi: sampling factors, 1 to 4. */
  readonly h: number;
  readonly v: number;
  /** Tqi. */
  readonly quantization: number;
  /** Samples a row and rows (A.1.1). */
  readonly columns: number;
  readonly rows: number;
  /** Blocks a row and rows of them that hold any sample. */
  readonly blockColumns: number;
  readonly blockRows: number;
  /** The same, filled up to whole units of all components (A.2.4). */
  readonly paddedColumns: number;
  readonly paddedRows: number;
}

/** A frame header (T.81, B.2.2). */
export interface Frame extends FrameCoding {
  /** P: bits a sample, 8 or 12. */
  readonly precision: number;
  /** Y and X. */
  readonly height: number;
  readonly width: number;
  readonly components: readonly FrameComponent[];
  /** Hmax and Vmax. */
  readonly hMost: number;
  readonly vMost: number;
  /** Units of all components, interleaved: how many a row, and how many rows. */
  readonly mcuColumns: number;
  readonly mcuRows: number;
}

/** Longest side that libjpeg takes. */
const LONGEST_SIDE = 65_500;
const MOST_COMPONENTS = 10;
const HEAD = 6;

/**
 * Throws `decode-failed`, as for a height of 0, which a DNL segment would tell later: libjpeg refuses that, too. Extended
 * frames with samples of 12 bits may be sequential or progressive.
 */
export function parseFrame(content: Uint8Array, coding: FrameCoding): Frame {
  const [precision, y1, y0, x1, x0, count] = content;
  const height = (y1 << 8) | y0;
  const width = (x1 << 8) | x0;
  if (content.length !== HEAD + count * 3 || count === 0 || count > MOST_COMPONENTS) throw damagedError();
  if (height === 0 || width === 0 || Math.max(height, width) > LONGEST_SIDE) throw damagedError();
  if (precision !== 8 && precision !== 12) throw damagedError();
  const factors: { h: number; v: number }[] = [];
  for (let i = 0; i < count; i++) {
    const sampling = content[HEAD + 3 * i + 1];
    const [h, v] = [sampling >> 4, sampling & 15];
    if (h < 1 || h > 4 || v < 1 || v > 4) throw damagedError();
    factors.push({ h, v });
  }
  const hMost = Math.max(...factors.map(({ h }) => h));
  const vMost = Math.max(...factors.map(({ v }) => v));
  const mcuColumns = Math.ceil(width / (8 * hMost));
  const mcuRows = Math.ceil(height / (8 * vMost));
  const components = factors.map(({ h, v }, index) => ({
    index,
    id: content[HEAD + 3 * index],
    h,
    v,
    quantization: content[HEAD + 3 * index + 2],
    columns: Math.ceil((width * h) / hMost),
    rows: Math.ceil((height * v) / vMost),
    blockColumns: Math.ceil((width * h) / (8 * hMost)),
    blockRows: Math.ceil((height * v) / (8 * vMost)),
    paddedColumns: mcuColumns * h,
    paddedRows: mcuRows * v,
  }));
  return { ...coding, precision, height, width, components, hMost, vMost, mcuColumns, mcuRows };
}
