import type { Calibration, PixelSize } from './calibration.ts';
import type { Measurement } from './measurement.ts';
import type { RegionStatistics } from './region-statistics.ts';

/** What is told of the pixels of a region. */
export interface ToldStatistics extends Omit<RegionStatistics, 'histogram'> {
  /** Which values they are: `stored`, `modality`, or those of a stage, by its id. */
  readonly of: string;
  /** Of modality values, as `HU`. */
  readonly unit?: string;
}

/** All that was measured on one image. */
export interface MeasuredImage {
  /** What its file is called; empty where that is not to be told. */
  readonly name: string;
  /** Of its file, in hexadecimal digits: by it, before its name, the image is found again. */
  readonly sha256?: string;
  /** Which frame of a file of several, from 0. */
  readonly frame?: number;
  readonly width: number;
  readonly height: number;
  /** Null: sizes are in pixels. */
  readonly calibration: Calibration | null;
  readonly measurements: readonly Measurement[];
}

/** The same with what else is written of it. */
export interface WrittenImage extends MeasuredImage {
  /** Of the image's values: for pixels that are not square and have no calibration. */
  readonly size?: PixelSize;
  /** By the ids of regions. */
  readonly statistics?: ReadonlyMap<number, readonly ToldStatistics[]>;
}
