import { codecUnavailableError } from '../layout/dicom-errors.ts';
import type { FrameCoding } from '../layout/transfer-syntaxes.ts';
import type { FrameDecoder } from './frame-decoder.ts';
import { decodeJpegFrame, decodeLosslessFrame } from './jpeg-frames.ts';
import { decodeRle } from './rle-frame.ts';

/** What is known, and has no decoder here. */
const unavailable: FrameDecoder = async ({ syntax }) => {
  throw codecUnavailableError(syntax.name);
};

/** What decodes the frames that are compressed. */
export const FRAME_DECODERS: Readonly<Record<Exclude<FrameCoding, 'native' | 'none'>, FrameDecoder>> = {
  rle: decodeRle,
  jpeg: decodeJpegFrame,
  'lossless-jpeg': decodeLosslessFrame,
  'jpeg-ls': unavailable,
  'jpeg-2000': unavailable,
};
