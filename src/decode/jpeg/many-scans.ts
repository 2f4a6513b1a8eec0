import type { Pacer } from '../../worker/pacer.ts';
import { damagedError } from '../source/decode-errors.ts';
import { BLOCK, scanQuantizers, USUAL_SUM } from './entropy/block-decoder.ts';
import { progressiveDecoder, sequentialDecoder } from './entropy/scan-decoder.ts';
import { ScanWalk, type ScanRows } from './entropy/scan-walk.ts';
import { BlockSmoother, needsSmoothing, rowsAround } from './samples/smoothing.ts';
import { plainStrip, type Strip } from './samples/strip.ts';
import { simdStrip } from './simd/simd-samples.ts';
import { SimdScan } from './simd/simd-scan.ts';
import type { Workbench } from './simd/workbench.ts';
import type { TakeStrips } from './single-scan.ts';
import type { Frame, FrameComponent } from './stream/frame.ts';
import type { JpegStream } from './stream/jpeg-stream.ts';
import type { ScanHeader } from './stream/scan-header.ts';
import type { Segments } from './stream/segments.ts';
import type { Tables } from './stream/tables.ts';
import { NATURAL_ORDER } from './stream/zigzag.ts';

/** All blocks of a component, and what scans have told of it. */
interface Plane {
  readonly component: FrameComponent;
  readonly coefficients: Int16Array;
  /** As it was when the first scan of the component began; null before. */
  quantization: Uint16Array | null;
  /** By index of the zig-zag sequence: bits left out; −1 before the first scan of it. */
  readonly known: Int8Array;
}

/** For blocks that are dequantized later. */
const ONES = scanQuantizers(new Uint16Array(64).fill(1));

/**
 * Decodes a frame of several scans: all blocks are held until the image ends, and then handed on. Throws `decode-failed`.
 * @param first its scan header has been read
 * @param bench none for plain code
 */
export async function decodeManyScans(
  stream: JpegStream,
  frame: Frame,
  first: ScanHeader,
  segments: Segments,
  take: TakeStrips,
  pacer: Pacer,
  bench: Workbench | null,
): Promise<void> {
  const planes = frame.components.map((component): Plane => ({
    component,
    coefficients: allocate(component.paddedColumns * component.paddedRows * 64, bench),
    quantization: null,
    known: new Int8Array(64).fill(-1),
  }));
  for (let header: ScanHeader | null = first; header; header = segments.toNextScan()) {
    await decodeScan(stream, frame, header, segments, planes, pacer, bench);
  }
  const strips = planes.map(({ component, quantization }) =>
    bench ? simdStrip(bench, component, quantization) : plainStrip(component),
  );
  const smoothers = smoothersOf(frame, planes);
  for (let unitRow = 0; unitRow < frame.mcuRows; unitRow++) {
    const filled = planes.map((plane, i) => {
      const smoother = smoothers?.[i];
      if (bench && !smoother) return stripOf(strips[i], plane, unitRow);
      copyToStrip(strips[i], plane, unitRow, frame.mcuRows, smoother);
      if (!bench) dequantize(strips[i], plane.quantization);
      return strips[i];
    });
    take(filled, unitRow);
    await pacer.restWhenDue();
  }
}

async function decodeScan(
  stream: JpegStream,
  frame: Frame,
  header: ScanHeader,
  { tables }: Segments,
  planes: readonly Plane[],
  pacer: Pacer,
  bench: Workbench | null,
): Promise<void> {
  const scanned = header.components.map(({ component }) => planes[component.index]);
  for (const plane of scanned) {
    plane.quantization ??= tables.quantization[plane.component.quantization];
    if (!plane.quantization) throw damagedError();
    if (frame.progressive) plane.known.fill(header.lowBit, header.first, header.last + 1);
  }
  const rows = bench ? new SimdScan(bench, stream, frame, header, tables) : plainScan(stream, frame, header, tables);
  for (let unitRow = 0; unitRow < frame.mcuRows; unitRow++) {
    const targets = scanned.map(({ component, coefficients }) => ({
      coefficients,
      columns: component.paddedColumns,
      firstRow: unitRow * component.v,
    }));
    rows.decodeRow(unitRow, targets);
    await pacer.restWhenDue();
  }
  rows.finish();
}

function plainScan(stream: JpegStream, frame: Frame, header: ScanHeader, tables: Tables): ScanRows {
  const ones = header.components.map(() => ONES);
  const decoder = frame.progressive
    ? progressiveDecoder(stream, frame, header, tables)
    : sequentialDecoder(stream, frame, header, tables, ones);
  return new ScanWalk(stream, frame, header, decoder, tables.restartInterval);
}

function smoothersOf(frame: Frame, planes: readonly Plane[]): (BlockSmoother | undefined)[] | null {
  const known = planes.map((plane) => plane.known);
  const quantization = planes.map((plane) => plane.quantization);
  if (!frame.progressive || !needsSmoothing(known, quantization)) return null;
  return planes.map((plane) =>
    plane.quantization ? new BlockSmoother(plane.known, plane.quantization, NATURAL_ORDER) : undefined,
  );
}

/** The strip whose blocks lie where the scans have put them. */
function stripOf(strip: Strip, { component, coefficients }: Plane, unitRow: number): Strip {
  const { length } = strip.coefficients;
  const from = unitRow * component.v * strip.columns * 64;
  return { ...strip, coefficients: coefficients.subarray(from, from + length) };
}

/** The blocks of a row of units, smoothed. */
function copyToStrip(
  { coefficients: made, columns }: Strip,
  plane: Plane,
  unitRow: number,
  unitRows: number,
  smoother?: BlockSmoother,
): void {
  const { component, coefficients } = plane;
  const first = unitRow * component.v;
  const from = first * columns * 64;
  made.set(coefficients.subarray(from, from + made.length));
  if (!smoother) return;
  const rows = Math.min(component.v, component.blockRows - first);
  for (let row = 0; row < rows; row++) smoothRow(made, row * columns, plane, first + row, unitRows, smoother);
}

/** Multiplies a strip's coefficients, and notes what its blocks hold, as BLOCK; of a component that no scan had all are zeros. */
function dequantize({ coefficients, kinds }: Strip, quantization: Uint16Array | null): void {
  const quantizers = inNaturalOrder(quantization);
  for (let block = 0; block < kinds.length; block++)
    kinds[block] = dequantizeBlock(coefficients, block * 64, quantizers);
}

function dequantizeBlock(block: Int16Array, at: number, quantizers: Int32Array): number {
  let sum = 0;
  let kind: number = BLOCK.flat;
  for (let i = 0; i < 64; i++) {
    const coefficient = block[at + i];
    if (coefficient === 0) continue;
    const value = Math.imul(coefficient, quantizers[i]);
    block[at + i] = value;
    sum += value < 0 ? -value : value;
    if (i > 0) kind = BLOCK.usual;
  }
  return sum > USUAL_SUM ? BLOCK.wide : kind;
}

/** Blocks of a row: what the registers of libjpeg-turbo hold as it goes along, as columns of blocks. */
function smoothRow(
  made: Int16Array,
  firstMade: number,
  { component, coefficients }: Plane,
  row: number,
  unitRows: number,
  smoother: BlockSmoother,
): void {
  const { paddedColumns, blockColumns, blockRows, v } = component;
  const rows = rowsAround(row, v, unitRows, blockRows);
  const last = blockColumns - 1;
  const columns = [0, 0, 0, 0, 0];
  const dc = new Int32Array(25);
  for (let block = 0; block <= last; block++) {
    if (block === 0 && last > 0) columns[3] = 1;
    if (block + 1 < last) columns[4] = block + 2;
    for (let i = 0; i < 25; i++) {
      dc[i] = coefficients[(rows[Math.floor(i / 5)] * paddedColumns + columns[i % 5]) * 64];
    }
    smoother.smooth(made, (firstMade + block) * 64, dc);
    columns.shift();
    columns.push(columns[3]);
  }
}

function inNaturalOrder(quantization: Uint16Array | null): Int32Array {
  const table = new Int32Array(64);
  if (quantization) for (let k = 0; k < 64; k++) table[NATURAL_ORDER[k]] = quantization[k];
  return table;
}

function allocate(length: number, bench: Workbench | null): Int16Array {
  if (bench) return bench.numbers(length);
  try {
    return new Int16Array(length);
  } catch (error) {
    throw damagedError(error);
  }
}
