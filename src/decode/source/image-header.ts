import type { PixelSpacing } from '../../image/sample-values.ts';
import type { BlobReader } from './blob-reader.ts';
import type { FormatId } from './formats.ts';
import type { DecodeLimits } from './limits.ts';

/** How a file stores its colours; `cmyk` are four inks, in JPEGs for print. */
export type SourceColorType = 'gray' | 'gray-alpha' | 'rgb' | 'rgba' | 'palette' | 'cmyk';

/** What a file says about itself before any pixel is decoded. */
export interface ImageHeader {
  readonly format: FormatId;
  /** Pixels a row, after the file's orientation has been applied. */
  readonly width: number;
  /** Rows, after the file's orientation has been applied. */
  readonly height: number;
  /** Bits a sample in the file; of a palette, bits an index. */
  readonly bitDepth: number;
  readonly colorType: SourceColorType;
  /** How a DICOM file is coded, by its UID. */
  readonly transferSyntax?: string;
  /** Of a DICOM file: how many there are. */
  readonly frames?: number;
  /** Of a DICOM file: it says that its pixels hold writing (Burned In Annotation, PS3.3, C.7.6.1). */
  readonly burnedIn?: boolean;
  /** What else a DICOM file says of its first frame. */
  readonly told?: ToldOfPixels;
}

/** What a DICOM file says of its pixels, which the picture does not show. */
export interface ToldOfPixels {
  /** What people call how it is coded. */
  readonly syntax: string;
  /** As MONOCHROME1. */
  readonly photometric: string;
  readonly spacing?: PixelSpacing;
  /** Height of a pixel divided by its width, where they differ. */
  readonly pixelAspect?: number;
}

/**
 * Reads a format's header, and no more of the file than that takes. `checkSides` is told the sides as soon as they are
 * known and throws where they are too large; `limits` are what it goes by. Throws `decode-failed`, or `unsupported-type` for a kind that is not decoded.
 */
export type HeaderReader = (
  reader: BlobReader,
  checkSides: (width: number, height: number) => void,
  limits: DecodeLimits,
) => Promise<ImageHeader>;

/**
 * How true a decoded picture is to its file. What is decoded now is always `exact`: what OpenCV decodes. The others are known from
 * manifests of earlier versions, whose JPEGs were what the browser made of them.
 * - `converted`: changed alike wherever it was alike, by another decoder or by a conversion to the colours of the screen.
 * - `noisy`: single samples were off, as browsers have it that guard against being recognised.
 */
export type Fidelity = 'exact' | 'converted' | 'noisy';

/** What the decoded image no longer says about the file it came from. */
export interface SourceInfo extends Pick<
  ImageHeader,
  'format' | 'bitDepth' | 'colorType' | 'transferSyntax' | 'frames'
> {
  /** Which of several frames was decoded, from 0; only where there are several. */
  readonly frame?: number;
  /** How true the pixels are to the file: `exact`. */
  readonly fidelity: Fidelity;
  /** Bytes of the file. */
  readonly bytes: number;
  /** SHA-256 of those bytes, 64 lower-case hexadecimal digits; only where it was asked for. */
  readonly sha256?: string;
}
