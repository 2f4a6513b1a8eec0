import type { Raster16, Raster8, RasterImage } from '../../image/raster-image.ts';
import type { SampleValues } from '../../image/sample-values.ts';
import { DEFAULT_WINDOW, windowTable } from '../../image/window-table.ts';
import type { Pacer } from '../../worker/pacer.ts';
import { damagedError } from '../source/decode-errors.ts';
import type { SampleDepth } from '../source/decode-input.ts';
import type { CodecAddresses } from './codecs/codec-loader.ts';
import { lookUpCells, sampleOfCells, seenSamples } from './cells.ts';
import { byteOfSamples, coloursOf, isLuminance, toRgb } from './colours.ts';
import type { ByteSource } from './data-set/byte-source.ts';
import type { DataSet } from './data-set/data-set.ts';
import { noFrameError } from './layout/dicom-errors.ts';
import { cellsOfFrame } from './frames/cells-of-frame.ts';
import { openDicom } from './open-dicom.ts';
import type { PixelLayout } from './layout/pixel-layout.ts';
import { commonValues, grayValues } from './values/gray-values.ts';
import { paletteTables } from './values/lookup-table.ts';

/** A frame as a picture, or as it is stored, and what its samples mean. */
export interface DecodedDicom {
  readonly image: RasterImage;
  /** Of a picture they say only what it is shown by. */
  readonly values: SampleValues;
}

/** What is wanted of a file. */
export interface WantedFrame {
  readonly depth: SampleDepth;
  /** From 0; the first one unless told. */
  readonly frame?: number;
  /** Where decoders lie that are loaded for those files only that need them. */
  readonly codecs: CodecAddresses;
}

/**
 * Decodes a frame of a DICOM file: the picture that the file asks for, 8 bits, gray or RGB, or its stored samples, in 16 bits where they have more than
 * 8 (of colours as they are stored; of a palette the indices). Pauses as it works.
 *
 * Throws `decode-failed` for what is damaged or cut short, and where there is no such frame; `unsupported-type` for kinds that are not read, also
 * where their decoder is not at hand.
 */
export async function decodeDicom(
  file: ByteSource,
  { depth, frame = 0, codecs }: WantedFrame,
  pacer: Pacer,
): Promise<DecodedDicom> {
  const opened = await openDicom(file, frame);
  const { dataSet, layout, syntax } = opened;
  if (frame >= layout.frames) throw noFrameError(frame, layout.frames);
  const { cells, photometric = layout.photometric } = await cellsOfFrame(opened, frame, codecs, pacer);
  const { rows, columns, samples } = layout;
  const length = rows * columns * samples;
  if (cells.length < length) throw damagedError();
  const shown = { ...layout, photometric };
  const common = commonValues(dataSet, shown, syntax.uid, frame);
  const sampleOf = sampleOfCells(cells, layout);
  const isGray = samples === 1 && photometric !== 'PALETTE COLOR';
  const isStored = depth === 'stored';
  const values = isGray
    ? grayValues(dataSet, layout, common, () => seenSamples(cells, length, sampleOf), isStored)
    : common;
  if (isStored) return { image: await storedImage(cells, sampleOf, shown, pacer), values };
  if (!isGray) return { image: await colourImage(cells, sampleOf, shown, dataSet, pacer), values };
  const table = composed(sampleOf, windowTable(values, DEFAULT_WINDOW, 2 ** layout.bitsStored));
  const data = await lookUpCells(cells, table, allocate(Uint8Array, length), pacer);
  return { image: { width: columns, height: rows, channels: 1, bitDepth: 8, data }, values };
}

async function storedImage(
  cells: Uint8Array | Uint16Array,
  sampleOf: Uint16Array,
  { rows, columns, samples, bitsStored }: PixelLayout,
  pacer: Pacer,
): Promise<RasterImage> {
  const size = { width: columns, height: rows, channels: samples };
  const length = rows * columns * samples;
  if (bitsStored > 8) {
    const data = await lookUpCells(cells, sampleOf, targetOf(Uint16Array, cells, length), pacer);
    return { ...size, bitDepth: 16, data } satisfies Raster16;
  }
  const data = await lookUpCells(cells, sampleOf, targetOf(Uint8Array, cells, length), pacer);
  return { ...size, bitDepth: 8, data } satisfies Raster8;
}

async function colourImage(
  cells: Uint8Array | Uint16Array,
  sampleOf: Uint16Array,
  { rows, columns, samples, bitsStored, photometric }: PixelLayout,
  dataSet: DataSet,
  pacer: Pacer,
): Promise<Raster8> {
  const pixels = rows * columns;
  const data = allocate(Uint8ClampedArray, 3 * pixels);
  if (samples === 1) {
    const palette = paletteTables(dataSet);
    if (!palette) throw damagedError();
    const colours = coloursOf(palette, 2 ** bitsStored);
    for (let i = 0; i < pixels; i++) {
      const colour = 3 * sampleOf[cells[i]];
      for (let c = 0; c < 3; c++) data[3 * i + c] = colours[colour + c];
      if (i % 65536 === 0) await pacer.restWhenDue();
    }
  } else {
    await lookUpCells(cells, composed(sampleOf, byteOfSamples(bitsStored, 2 ** bitsStored)), data, pacer);
    if (isLuminance(photometric)) await toRgb(data, pacer);
  }
  return { width: columns, height: rows, channels: 3, bitDepth: 8, data: new Uint8Array(data.buffer) };
}

/** What stands in `shades` for what stands in `samples`. */
function composed(samples: Uint16Array, shades: Uint8Array): Uint8Array {
  return Uint8Array.from(samples, (sample) => shades[sample]);
}

/** The cells' own place where that is a decoder's and as large: memory that is touched for the first time takes as long as much of the decoding. */
function targetOf<Data extends Uint8Array | Uint16Array>(
  type: new (length: number) => Data,
  cells: Uint8Array | Uint16Array,
  length: number,
): Data {
  const isWhole = cells.length === length && cells.byteLength === cells.buffer.byteLength;
  return isWhole && cells instanceof type ? cells : allocate(type, length);
}

function allocate<Data>(type: new (length: number) => Data, length: number): Data {
  try {
    return new type(length);
  } catch (error) {
    throw damagedError(error);
  }
}
