import type { Pacer } from '../../worker/pacer.ts';
import { scanQuantizers } from './entropy/block-decoder.ts';
import { sequentialDecoder } from './entropy/scan-decoder.ts';
import { ScanWalk, type BlockTarget } from './entropy/scan-walk.ts';
import { Strip } from './samples/sample-plane.ts';
import { damagedError } from '../source/decode-errors.ts';
import type { Frame } from './stream/frame.ts';
import type { JpegStream } from './stream/jpeg-stream.ts';
import type { ScanHeader } from './stream/scan-header.ts';
import type { Tables } from './stream/tables.ts';

/** Takes the dequantized blocks of each component of a frame, by rows of units. */
export type TakeStrips = (strips: readonly Strip[], unitRow: number) => void;

/**
 * Decodes a sequential frame whose first scan has all components: no more of its blocks are held than a row of units. What comes behind
 * that scan is left alone, as OpenCV does it. Throws `decode-failed`.
 */
export async function decodeSingleScan(
  stream: JpegStream,
  frame: Frame,
  header: ScanHeader,
  tables: Tables,
  take: TakeStrips,
  pacer: Pacer,
): Promise<void> {
  const quantization = header.components.map(({ component }) => {
    const table = tables.quantization[component.quantization];
    if (!table) throw damagedError();
    return scanQuantizers(table);
  });
  const decoder = sequentialDecoder(stream, frame, header, tables, quantization);
  const walk = new ScanWalk(stream, frame, header, decoder, tables.restartInterval);
  const strips = frame.components.map((component) => new Strip(component));
  const scanned = header.components.map(({ component }) => strips[component.index]);
  const targets = scanned.map(({ coefficients, columns }): BlockTarget => ({ coefficients, columns, firstRow: 0 }));
  const seen = (index: number, block: number): void => {
    scanned[index].kinds[block] = decoder.kind;
  };
  for (let unitRow = 0; unitRow < frame.mcuRows; unitRow++) {
    for (const { coefficients } of strips) coefficients.fill(0);
    walk.decodeRow(unitRow, targets, seen);
    // Before anything of it is seen.
    if (unitRow === frame.mcuRows - 1) walk.finish();
    take(strips, unitRow);
    await pacer.restWhenDue();
  }
}
