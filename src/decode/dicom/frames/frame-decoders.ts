import type { FrameCoding } from '../layout/transfer-syntaxes.ts';
import type { FrameDecoder } from './frame-decoder.ts';
import { decodeJpeg2000Frame } from './jpeg-2000-frame.ts';
import { decodeJpegFrame, decodeLosslessFrame } from './jpeg-frames.ts';
import { decodeJpegLsFrame } from './jpeg-ls-frame.ts';
import { decodeRle } from './rle-frame.ts';

/** What decodes the frames that are compressed. */
export const FRAME_DECODERS: Readonly<Record<Exclude<FrameCoding, 'native' | 'none'>, FrameDecoder>> = {
  rle: decodeRle,
  jpeg: decodeJpegFrame,
  'lossless-jpeg': decodeLosslessFrame,
  'jpeg-ls': decodeJpegLsFrame,
  'jpeg-2000': decodeJpeg2000Frame,
};
