import { damagedError } from '../../source/decode-errors.ts';
import { decodeByCodec } from '../codecs/decode-by-codec.ts';
import { readJpegLsHeader } from '../codecs/jpeg-ls-header.ts';
import { assertFits } from './codestream-fits.ts';
import type { FrameDecoder } from './frame-decoder.ts';
import { interleaved } from './native-frame.ts';

/** EOI. */
const END = [0xff, 0xd9];

/** JPEG-LS, by CharLS. Colours stay what the data set says they are. */
export const decodeJpegLsFrame: FrameDecoder = async ({ bytes, layout, syntax, codecs }) => {
  const header = readJpegLsHeader(bytes);
  assertFits(header, layout);
  const work = { codec: 'charls', addresses: codecs, syntax: syntax.name, bytes: withEnd(bytes), header } as const;
  const cells = await decodeByCodec(work);
  if (!header.byPlane) return { cells };
  if (header.components !== 3) throw damagedError();
  return { cells: interleaved(cells, layout.rows * layout.columns) };
};

/** CharLS goes on reading behind a codestream that is cut short, through all of its memory, which takes seconds; unless there is a marker. */
function withEnd(bytes: Uint8Array): Uint8Array {
  const ended = new Uint8Array(bytes.length + END.length);
  ended.set(bytes);
  ended.set(END, bytes.length);
  return ended;
}
