import { damagedError } from '../../source/decode-errors.ts';
import type { CodestreamHeader } from './codestream-header.ts';

export interface JpegLsHeader extends CodestreamHeader {
  /** Components come one after the other, in scans of their own. */
  readonly byPlane: boolean;
}

const SOI = 0xd8;
const SOF55 = 0xf7;
const SOS = 0xda;
/** How long a segment is that is long enough to be read, without its marker. */
const SHORTEST = { [SOF55]: 8, [SOS]: 6 } as const;

/** The frame header of JPEG-LS (T.87, C.2.2) and its first scan header (C.2.3). Throws `decode-failed`. */
export function readJpegLsHeader(bytes: Uint8Array): JpegLsHeader {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) throw damagedError();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let frame: CodestreamHeader | null = null;
  for (let at = 2; ;) {
    const [code, content] = segmentAt(bytes, at);
    const isShort = (code === SOF55 || code === SOS) && content.length + 2 < SHORTEST[code];
    if (isShort) throw damagedError();
    if (code === SOS) {
      if (!frame) throw damagedError();
      return { ...frame, byPlane: frame.components > 1 && content[0] === 1 };
    }
    if (code === SOF55) {
      const from = content.byteOffset - bytes.byteOffset;
      frame = {
        bits: content[0],
        height: view.getUint16(from + 1),
        width: view.getUint16(from + 3),
        components: content[5],
      };
    }
    at = content.byteOffset - bytes.byteOffset + content.length;
  }
}

/** A marker's code, and what its segment holds. */
function segmentAt(bytes: Uint8Array, start: number): [code: number, content: Uint8Array] {
  let at = start;
  if (bytes[at] !== 0xff) throw damagedError();
  // Any number of fill bytes may come first.
  while (bytes[at] === 0xff) at++;
  const length = bytes[at + 1] * 256 + bytes[at + 2];
  const end = at + 1 + length;
  if (!(length >= 2 && end <= bytes.length)) throw damagedError();
  return [bytes[at], bytes.subarray(at + 3, end)];
}
