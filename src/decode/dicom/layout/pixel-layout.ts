import { damagedError } from '../../source/decode-errors.ts';
import type { DataSet } from '../data-set/data-set.ts';
import { TAG } from '../data-set/tags.ts';
import { unsupportedDicomError } from './dicom-errors.ts';
import type { TransferSyntax } from './transfer-syntaxes.ts';

/** How the samples of each frame are stored (PS3.3, C.7.6.3; PS3.5, 8.1.1). */
export interface PixelLayout {
  /** Rows, and pixels a row. */
  readonly rows: number;
  readonly columns: number;
  /** Samples a pixel. */
  readonly samples: 1 | 3;
  readonly photometric: Photometric;
  /** Bits of a cell; those of a sample, of which `highBit` is the highest; whether that one is a sign. */
  readonly bitsAllocated: 8 | 16;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
  /** Colours come plane by plane. */
  readonly byPlane: boolean;
  readonly frames: number;
}

const PHOTOMETRIC = {
  MONOCHROME1: 1,
  MONOCHROME2: 1,
  'PALETTE COLOR': 1,
  RGB: 3,
  YBR_FULL: 3,
  YBR_FULL_422: 3,
  YBR_RCT: 3,
  YBR_ICT: 3,
} as const;

/** What the samples of a pixel are (PS3.3, C.7.6.3.1.2), of those that are read. */
export type Photometric = keyof typeof PHOTOMETRIC;

/**
 * Throws `image-too-large` by `checkSides`, `decode-failed` where what is said contradicts itself, and `unsupported-type` for what radiographs
 * are not stored as.
 */
export function pixelLayout(
  dataSet: DataSet,
  syntax: TransferSyntax,
  checkSides?: (width: number, height: number) => void,
): PixelLayout {
  const rows = dataSet.word(TAG.rows) ?? 0;
  const columns = dataSet.word(TAG.columns) ?? 0;
  if (rows === 0 || columns === 0) throw damagedError();
  checkSides?.(columns, rows);
  const bitsAllocated = dataSet.word(TAG.bitsAllocated) ?? 0;
  if (bitsAllocated !== 8 && bitsAllocated !== 16) throw unsupportedDicomError(`${bitsAllocated} bits a sample`);
  const bitsStored = dataSet.word(TAG.bitsStored) ?? bitsAllocated;
  const highBit = dataSet.word(TAG.highBit) ?? bitsStored - 1;
  if (bitsStored < 1 || bitsStored > highBit + 1 || highBit >= bitsAllocated) throw damagedError();
  const samples = dataSet.word(TAG.samplesPerPixel) ?? 1;
  const photometric = photometricOf(dataSet, samples);
  if (samples !== 1 && samples !== 3) throw unsupportedDicomError(`${samples} samples a pixel`);
  if (PHOTOMETRIC[photometric] !== samples) throw damagedError();
  if (photometric === 'PALETTE COLOR' && dataSet.has(TAG.segmentedPaletteData)) {
    throw unsupportedDicomError('segmented palette');
  }
  if (photometric === 'YBR_FULL_422' && syntax.coding === 'native' && bitsAllocated !== 8) {
    throw unsupportedDicomError('YBR_FULL_422 of 16 bits');
  }
  const frames = dataSet.decimal(TAG.numberOfFrames) ?? 1;
  return {
    rows,
    columns,
    samples,
    photometric,
    bitsAllocated,
    bitsStored,
    highBit,
    signed: dataSet.word(TAG.pixelRepresentation) === 1,
    // It says nothing of codestreams, which have their own ways; RLE goes by planes anyway.
    byPlane: samples === 3 && photometric !== 'YBR_FULL_422' && dataSet.word(TAG.planarConfiguration) === 1,
    frames: Number.isInteger(frames) && frames > 0 ? frames : 1,
  };
}

/** Bytes of a frame that is not compressed. */
export function frameBytes({ rows, columns, samples, photometric, bitsAllocated }: PixelLayout): number {
  // C.7.6.3.1.2: Y1 Y2 Cb Cr for two pixels.
  if (photometric === 'YBR_FULL_422') return rows * Math.ceil(columns / 2) * 4;
  return (rows * columns * samples * bitsAllocated) / 8;
}

/** It is missing in a few files, of which the samples tell. */
function photometricOf(dataSet: DataSet, samples: number): Photometric {
  const told = dataSet.text(TAG.photometricInterpretation).toUpperCase();
  if (told === '') return samples === 3 ? 'RGB' : 'MONOCHROME2';
  if (!(told in PHOTOMETRIC)) throw unsupportedDicomError(`photometric interpretation ${told.slice(0, 16)}`);
  return told as Photometric;
}
