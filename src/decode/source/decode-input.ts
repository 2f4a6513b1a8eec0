import type { FileToDecode } from '../../image/image-in-file.ts';
import type { ImageHeader } from './image-header.ts';

/**
 * How many bits a sample are wanted.
 * - `picture`: 8, of 16 the high byte, as `cv2.imread` gives them.
 * - `stored`: 16 where the file has 16, otherwise 8.
 */
export type SampleDepth = 'picture' | 'stored';

/** What the decoding worker is asked for. */
export interface DecodeInput extends FileToDecode {
  readonly header: ImageHeader;
  readonly depth: SampleDepth;
}

/** Takes a first picture: small, upright, and to be looked at only. Whoever gets it closes it. */
export type ShowPicture = (picture: ImageBitmap) => void;
