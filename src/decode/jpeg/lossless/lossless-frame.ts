import { damagedError } from '../../source/decode-errors.ts';

/** A frame header of a lossless frame (ITU-T T.81, B.2.2 and table B.2). */
export interface LosslessFrame {
  /** P: bits a sample, 2 to 16. */
  readonly precision: number;
  readonly width: number;
  /** 0 where a DNL segment tells it behind the first scan (B.2.5). */
  readonly height: number;
  /** Ci of each component; none of them is sampled otherwise than the others. */
  readonly ids: readonly number[];
}

/** A scan header (B.2.3 and table B.3). */
export interface LosslessScan {
  /** Numbers of its components in the frame, and the tables that their differences are coded with. */
  readonly components: readonly { readonly index: number; readonly table: number }[];
  /** Ss: 1 to 7 (table H.1). */
  readonly predictor: number;
  /** Al: the point transform. */
  readonly shift: number;
}

const HEAD = 6;

/** Throws `decode-failed`. */
export function parseLosslessFrame(content: Uint8Array): LosslessFrame {
  const [precision, y1, y0, x1, x0, count] = content;
  const width = (x1 << 8) | x0;
  if (content.length !== HEAD + 3 * count || count < 1 || count > 4) throw damagedError();
  if (precision < 2 || precision > 16 || width === 0) throw damagedError();
  const ids: number[] = [];
  for (let at = HEAD; at < content.length; at += 3) {
    // Of one component the factors mean nothing.
    if (count > 1 && content[at + 1] !== content[HEAD + 1]) throw damagedError();
    ids.push(content[at]);
  }
  if (count > 1 && content[HEAD + 1] !== 0x11) throw damagedError();
  return { precision, width, height: (y1 << 8) | y0, ids };
}

/** Throws `decode-failed`. */
export function parseLosslessScan(content: Uint8Array, { ids, precision }: LosslessFrame): LosslessScan {
  const count = content[0];
  if (count < 1 || content.length !== 4 + 2 * count) throw damagedError();
  const components: { index: number; table: number }[] = [];
  for (let i = 0; i < count; i++) {
    const index = ids.indexOf(content[1 + 2 * i]);
    if (index < 0 || components.some((other) => other.index === index)) throw damagedError();
    components.push({ index, table: content[2 + 2 * i] >> 4 });
  }
  const predictor = content[1 + 2 * count];
  const shift = content[3 + 2 * count] & 15;
  // Predictor 0 is for hierarchical frames.
  if (predictor < 1 || predictor > 7 || shift >= precision) throw damagedError();
  return { components, predictor, shift };
}
