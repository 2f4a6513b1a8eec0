import type { Fidelity } from '../jpeg/jpeg-probe.ts';
import type { ImageFormat } from './sniff-format.ts';

/** How a file stores its colours. */
export type SourceColorType = 'gray' | 'gray-alpha' | 'rgb' | 'rgba' | 'palette';

/** What a file says about itself before any pixel is decoded. */
export interface ImageHeader {
  readonly format: ImageFormat;
  /** Pixels a row, after the file's orientation has been applied. */
  readonly width: number;
  /** Rows, after the file's orientation has been applied. */
  readonly height: number;
  /** Bits a sample in the file; of a palette, bits an index. */
  readonly bitDepth: number;
  readonly colorType: SourceColorType;
}

/** What the decoded image no longer says about the file it came from. */
export interface SourceInfo extends Pick<ImageHeader, 'format' | 'bitDepth' | 'colorType'> {
  /** How true the pixels are to the file; of a PNG always `exact`. */
  readonly fidelity: Fidelity;
  /** Bytes of the file. */
  readonly bytes: number;
  /** SHA-256 of those bytes, 64 lower-case hexadecimal digits; only where it was asked for. */
  readonly sha256?: string;
}
