import type { PixelSpacing } from '../../../image/sample-values.ts';
import type { DataSet } from '../data-set/data-set.ts';
import { TAG } from '../data-set/tags.ts';

type Pair = readonly [row: number, column: number];

/**
 * How large a pixel is, and where (PS3.3, 10.7): Pixel Spacing that is the same as that at the detector is not calibrated, another one is.
 * @param measures the item of a frame's groups that may tell its spacing
 */
export function pixelSpacing(dataSet: DataSet, measures: DataSet | undefined): PixelSpacing | undefined {
  const inPatient = pair(measures, TAG.pixelSpacing) ?? pair(dataSet, TAG.pixelSpacing);
  const atDetector = pair(dataSet, TAG.imagerPixelSpacing) ?? pair(dataSet, TAG.nominalScannedPixelSpacing);
  const calibrated = ['GEOMETRY', 'FIDUCIAL'].includes(dataSet.text(TAG.spacingCalibration).toUpperCase());
  if (inPatient && (calibrated || (atDetector && !isSame(inPatient, atDetector)))) {
    return spacing(inPatient, 'calibrated');
  }
  if (atDetector) {
    const magnification = dataSet.decimal(TAG.magnification) ?? 0;
    if (magnification <= 0) return spacing(atDetector, 'detector');
    const [row, column] = atDetector;
    return { ...spacing([row / magnification, column / magnification], 'patient'), magnification };
  }
  return inPatient ? spacing(inPatient, 'patient') : undefined;
}

/** Height of a pixel divided by its width, where that is not 1: Pixel Aspect Ratio (C.7.6.3.1.7), or what spacing says. */
export function pixelAspect(dataSet: DataSet, size: PixelSpacing | undefined): number | undefined {
  const [vertical, horizontal] = pair(dataSet, TAG.pixelAspectRatio) ?? [size?.row ?? 1, size?.column ?? 1];
  return vertical === horizontal ? undefined : vertical / horizontal;
}

function spacing([row, column]: Pair, at: PixelSpacing['at']): PixelSpacing {
  return { row, column, at };
}

function pair(dataSet: DataSet | undefined, tag: number): Pair | null {
  const [row = 0, column = 0] = dataSet?.decimals(tag) ?? [];
  return row > 0 && column > 0 ? [row, column] : null;
}

function isSame([row, column]: Pair, [otherRow, otherColumn]: Pair): boolean {
  return row === otherRow && column === otherColumn;
}
