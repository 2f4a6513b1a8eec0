import { damagedError } from '../../source/decode-errors.ts';
import { decodeByCodec } from '../codecs/decode-by-codec.ts';
import { readJpegLsHeader } from '../codecs/jpeg-ls-header.ts';
import { assertFits } from './codestream-fits.ts';
import type { FrameDecoder } from './frame-decoder.ts';
import { interleaved } from './native-frame.ts';

/** JPEG-LS, by CharLS. Colours stay what the data set says they are. */
export const decodeJpegLsFrame: FrameDecoder = async ({ bytes, layout, syntax, codecs }) => {
  const header = readJpegLsHeader(bytes);
  assertFits(header, layout);
  const work = { codec: 'charls', addresses: codecs, syntax: syntax.name, bytes, header } as const;
  const cells = await decodeByCodec(work);
  if (!header.byPlane) return { cells };
  if (header.components !== 3) throw damagedError();
  return { cells: interleaved(cells, layout.rows * layout.columns) };
};
