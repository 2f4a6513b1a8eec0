import { damagedError } from '../../source/decode-errors.ts';
import type { Frame, FrameComponent } from './frame.ts';

/** A component of a scan and the tables that its data are coded with. */
export interface ScanComponent {
  readonly component: FrameComponent;
  /** Tdj and Taj. */
  readonly dcTable: number;
  readonly acTable: number;
}

/** A scan header (T.81, B.2.3). */
export interface ScanHeader {
  readonly components: readonly ScanComponent[];
  /** Ss and Se: the first and the last coefficient of the zig-zag sequence. */
  readonly first: number;
  readonly last: number;
  /** Ah and Al: bits left out so far, and after this scan. */
  readonly highBit: number;
  readonly lowBit: number;
}

const MOST_COMPONENTS = 4;
/** Blocks of an interleaved unit (B.2.3). */
const MOST_BLOCKS = 10;
const MOST_LOW_BIT = 13;

/** Throws `decode-failed`. */
export function parseScanHeader(content: Uint8Array, frame: Frame): ScanHeader {
  const count = content[0];
  if (content.length !== 4 + 2 * count || count < 1 || count > MOST_COMPONENTS) throw damagedError();
  const components: ScanComponent[] = [];
  for (let i = 0; i < count; i++) {
    const id = content[1 + 2 * i];
    // As libjpeg finds them, of which the last condition is for components that are named alike.
    const component = frame.components.find((one, at) => one.id === id && at < MOST_COMPONENTS && !components[at]);
    if (!component || components.some((other) => other.component === component)) throw damagedError();
    const tables = content[2 + 2 * i];
    components.push({ component, dcTable: tables >> 4, acTable: tables & 15 });
  }
  const [first, last, bits] = content.subarray(1 + 2 * count);
  const header = { components, first, last, highBit: bits >> 4, lowBit: bits & 15 };
  if (frame.progressive) checkProgression(header);
  if (count > 1 && components.reduce((sum, { component: { h, v } }) => sum + h * v, 0) > MOST_BLOCKS) {
    throw damagedError();
  }
  return header;
}

/** T.81, G.1.1.1.1. A sequential frame's values are fixed, and not looked at: files are about that have zeros there. */
function checkProgression({ components, first, last, highBit, lowBit }: ScanHeader): void {
  const inBand = first === 0 ? last === 0 : first <= last && last <= 63 && components.length === 1;
  const refines = highBit === 0 || lowBit === highBit - 1;
  if (!inBand || !refines || lowBit > MOST_LOW_BIT) throw damagedError();
}
