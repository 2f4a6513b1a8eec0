import type { Pacer } from '../../worker/pacer.ts';
import { damagedError } from '../source/decode-errors.ts';
import { scanQuantizers } from './entropy/block-decoder.ts';
import { sequentialDecoder } from './entropy/scan-decoder.ts';
import { ScanWalk, type BlockTarget, type ScanRows } from './entropy/scan-walk.ts';
import { plainStrip, type Strip } from './samples/strip.ts';
import { simdStrip } from './simd/simd-samples.ts';
import { SimdScan } from './simd/simd-scan.ts';
import type { Workbench } from './simd/workbench.ts';
import type { Frame } from './stream/frame.ts';
import type { JpegStream } from './stream/jpeg-stream.ts';
import type { ScanHeader } from './stream/scan-header.ts';
import type { Tables } from './stream/tables.ts';

/** Takes the blocks of each component of a frame, by rows of units. */
export type TakeStrips = (strips: readonly Strip[], unitRow: number) => void;

/** A scan, and the strips of the frame's components that it is decoded to. */
interface StripScan {
  readonly rows: ScanRows;
  readonly strips: readonly Strip[];
}

/**
 * Decodes a sequential frame whose first scan has all components: no more of its blocks are held than a row of units. What comes behind
 * that scan is left alone, as OpenCV does it. Throws `decode-failed`.
 * @param bench none for plain code
 */
export async function decodeSingleScan(
  stream: JpegStream,
  frame: Frame,
  header: ScanHeader,
  tables: Tables,
  take: TakeStrips,
  pacer: Pacer,
  bench: Workbench | null,
): Promise<void> {
  const quantization = header.components.map(({ component }) => {
    const table = tables.quantization[component.quantization];
    if (!table) throw damagedError();
    return table;
  });
  const { rows, strips } = bench
    ? simdScan(bench, stream, frame, header, tables, quantization)
    : plainScan(stream, frame, header, tables, quantization);
  const targets = header.components.map(({ component }): BlockTarget => {
    const { coefficients, columns } = strips[component.index];
    return { coefficients, columns, firstRow: 0 };
  });
  for (let unitRow = 0; unitRow < frame.mcuRows; unitRow++) {
    for (const { coefficients } of strips) coefficients.fill(0);
    rows.decodeRow(unitRow, targets);
    // Before anything of it is seen.
    if (unitRow === frame.mcuRows - 1) rows.finish();
    take(strips, unitRow);
    await pacer.restWhenDue();
  }
}

function plainScan(
  stream: JpegStream,
  frame: Frame,
  header: ScanHeader,
  tables: Tables,
  quantization: readonly Uint16Array[],
): StripScan {
  const strips = frame.components.map(plainStrip);
  const scanned = header.components.map(({ component }) => strips[component.index]);
  const decoder = sequentialDecoder(stream, frame, header, tables, quantization.map(scanQuantizers));
  const rows = new ScanWalk(stream, frame, header, decoder, tables.restartInterval, (index, block) => {
    scanned[index].kinds[block] = decoder.kind;
  });
  return { rows, strips };
}

function simdScan(
  bench: Workbench,
  stream: JpegStream,
  frame: Frame,
  header: ScanHeader,
  tables: Tables,
  quantization: readonly Uint16Array[],
): StripScan {
  const strips: Strip[] = [];
  header.components.forEach(({ component }, index) => {
    strips[component.index] = simdStrip(bench, component, quantization[index]);
  });
  return { rows: new SimdScan(bench, stream, frame, header, tables), strips };
}
