import type { RasterImage } from '../../image/raster-image.ts';
import type { Calibration, PixelSize } from '../../measure/calibration.ts';
import type { Measurement } from '../../measure/measurement.ts';

/** What is measured on the film on show. */
export interface MeasuredFilm {
  readonly film: number;
  readonly list: readonly Measurement[];
  /** What a person said of the size of its pixels. */
  readonly own: Calibration | null;
  /** That, else what its file says. */
  readonly calibration: Calibration | null;
  readonly size: PixelSize;
  /** What was said of other films of its size. */
  readonly offered: readonly { readonly name: string; readonly calibration: Calibration }[];
  /** Whether its images can be saved. */
  readonly savable: boolean;
  /** Its samples as it stores them, of more than 8 bits; else null. */
  readonly stored: (() => Promise<RasterImage | null>) | null;
}
