import { EXPLICIT_BIG, EXPLICIT_LITTLE, IMPLICIT_LITTLE, type Encoding } from '../data-set/encoding.ts';

/** How an image is coded: see FRAME_DECODERS. `none` is not read. */
export type FrameCoding = 'native' | 'rle' | 'jpeg' | 'lossless-jpeg' | 'jpeg-ls' | 'jpeg-2000' | 'none';

/** How a file is written (PS3.5, annex A). */
export interface TransferSyntax {
  readonly uid: string;
  /** What people call it. */
  readonly name: string;
  readonly encoding: Encoding;
  /** The data set is deflated. */
  readonly deflated: boolean;
  readonly coding: FrameCoding;
}

const ROOT = '1.2.840.10008.1.2';

/** What stands behind {@link ROOT} in the UID, name and coding. */
const ROWS: readonly (readonly [rest: string, name: string, coding: FrameCoding])[] = [
  ['', 'Implicit VR Little Endian', 'native'],
  ['.1', 'Explicit VR Little Endian', 'native'],
  ['.1.99', 'Deflated Explicit VR Little Endian', 'native'],
  ['.2', 'Explicit VR Big Endian', 'native'],
  ['.5', 'RLE Lossless', 'rle'],
  ['.4.50', 'JPEG Baseline', 'jpeg'],
  ['.4.51', 'JPEG Extended', 'jpeg'],
  ['.4.53', 'JPEG Spectral Selection', 'jpeg'],
  ['.4.55', 'JPEG Full Progression', 'jpeg'],
  ['.4.57', 'JPEG Lossless', 'lossless-jpeg'],
  ['.4.70', 'JPEG Lossless, First-Order Prediction', 'lossless-jpeg'],
  ['.4.80', 'JPEG-LS Lossless', 'jpeg-ls'],
  ['.4.81', 'JPEG-LS Near-Lossless', 'jpeg-ls'],
  ['.4.90', 'JPEG 2000 Lossless', 'jpeg-2000'],
  ['.4.91', 'JPEG 2000', 'jpeg-2000'],
  ['.4.201', 'High-Throughput JPEG 2000 Lossless', 'jpeg-2000'],
  ['.4.202', 'High-Throughput JPEG 2000 Lossless RPCL', 'jpeg-2000'],
  ['.4.203', 'High-Throughput JPEG 2000', 'jpeg-2000'],
  ['.4.92', 'JPEG 2000 Part 2 Lossless', 'none'],
  ['.4.93', 'JPEG 2000 Part 2', 'none'],
  ['.4.94', 'JPIP Referenced', 'none'],
  ['.4.95', 'JPIP Referenced Deflate', 'none'],
  ['.4.100', 'MPEG2 Main Profile', 'none'],
  ['.4.101', 'MPEG2 Main Profile', 'none'],
  ['.4.102', 'MPEG-4 AVC/H.264', 'none'],
  ['.4.103', 'MPEG-4 AVC/H.264', 'none'],
  ['.4.104', 'MPEG-4 AVC/H.264', 'none'],
  ['.4.105', 'MPEG-4 AVC/H.264', 'none'],
  ['.4.106', 'MPEG-4 AVC/H.264', 'none'],
  ['.4.107', 'HEVC/H.265', 'none'],
  ['.4.108', 'HEVC/H.265', 'none'],
  ['.4.110', 'JPEG XL Lossless', 'none'],
  ['.4.111', 'JPEG XL JPEG Recompression', 'none'],
  ['.4.112', 'JPEG XL', 'none'],
  ['.4.204', 'JPIP Referenced High-Throughput JPEG 2000', 'none'],
  ['.4.205', 'JPIP Referenced High-Throughput JPEG 2000 Deflate', 'none'],
  ['.7.1', 'SMPTE ST 2110', 'none'],
  ['.7.2', 'SMPTE ST 2110', 'none'],
  ['.7.3', 'SMPTE ST 2110', 'none'],
];

/** One that is not known is called by its UID, and not read. */
export function transferSyntaxOf(uid: string): TransferSyntax {
  const [rest, name, coding] = ROWS.find(([end]) => uid === ROOT + end) ?? [null, uid, 'none'];
  const encoding = rest === '' ? IMPLICIT_LITTLE : rest === '.2' ? EXPLICIT_BIG : EXPLICIT_LITTLE;
  return { uid, name, encoding, deflated: rest === '.1.99', coding };
}
