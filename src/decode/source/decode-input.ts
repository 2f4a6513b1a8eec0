import type { FileToDecode } from '../../image/image-in-file.ts';
import type { ImageHeader } from './image-header.ts';

/**
 * How many bits a sample are wanted.
 * - `picture`: 8, of 16 the high byte, as `cv2.imread` gives them.
 * - `stored`: 16 where the file has more than 8, otherwise 8; of a DICOM file the stored values, whatever they are shown by.
 */
export type SampleDepth = 'picture' | 'stored';

/** What the decoding worker is asked for. */
export interface DecodeInput extends FileToDecode {
  readonly header: ImageHeader;
  readonly depth: SampleDepth;
  /** Of a file of several, from 0; the first one unless told. */
  readonly frame?: number;
}

/** Takes a first picture: small, upright, and to be looked at only. Whoever gets it closes it. */
export type ShowPicture = (picture: ImageBitmap) => void;
