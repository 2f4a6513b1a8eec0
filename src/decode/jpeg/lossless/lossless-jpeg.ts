import type { Pacer } from '../../../worker/pacer.ts';
import { damagedError } from '../../source/decode-errors.ts';
import { isPassedOver, CODE, JpegStream } from '../stream/jpeg-stream.ts';
import { Tables } from '../stream/tables.ts';
import { DifferenceRows } from './difference-rows.ts';
import { DifferenceTable } from './difference-table.ts';
import { parseLosslessFrame, parseLosslessScan, type LosslessFrame, type LosslessScan } from './lossless-frame.ts';
import { predictRow } from './prediction.ts';

/** SOF3: lossless, Huffman. */
const LOSSLESS = 0xc3;

/** Samples of a lossless JPEG: row by row, those of a pixel beside each other, as they are coded, without any conversion of colours. */
export interface LosslessSamples {
  /** Bits a sample. */
  readonly precision: number;
  readonly data: Uint8Array | Uint16Array;
}

/** What is told of the frame by who asks for it: what the stream says must be the same. */
export interface LosslessExpectation {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** Bits a sample, at most. */
  readonly mostBits: number;
}

/**
 * Decodes a lossless JPEG with Huffman coding (ITU-T T.81, annex H): samples of 2 to 16 bits, all predictors, point transforms, restart
 * intervals, components of a scan together or each in its own. Pauses as it works. Throws `decode-failed`, before memory is taken for a frame
 * that is not as it is expected.
 */
export async function decodeLosslessJpeg(
  bytes: Uint8Array,
  expected: LosslessExpectation,
  pacer: Pacer,
): Promise<LosslessSamples> {
  const stream = new JpegStream(bytes);
  const tables = new Tables();
  let frame: LosslessFrame | null = null;
  let data: Uint8Array | Uint16Array = new Uint8Array(0);
  let left = expected.components;
  while (left > 0) {
    const code = stream.nextMarker();
    if (code === CODE.tem || (code >= CODE.rst0 && code <= CODE.rst7)) continue;
    if (code === CODE.eoi) throw damagedError();
    const content = stream.segment(code);
    if (code === CODE.sos) {
      if (!frame) throw damagedError();
      const scan = parseLosslessScan(content, frame);
      await decodeScan(stream, frame, scan, tables, { ...expected, data }, pacer);
      left -= scan.components.length;
    } else if (code === LOSSLESS) {
      if (frame) throw damagedError();
      frame = parseLosslessFrame(content);
      check(frame, expected, bytes.length);
      const samples = frame.width * expected.height * expected.components;
      data = frame.precision > 8 ? new Uint16Array(samples) : new Uint8Array(samples);
    } else if (code === CODE.dht) {
      tables.defineHuffman(content);
    } else if (code === CODE.dri) {
      tables.defineRestartInterval(content);
    } else if (!isPassedOver(code) && code !== CODE.dqt) {
      throw damagedError();
    }
  }
  if (!frame) throw damagedError();
  return { precision: frame.precision, data };
}

function check({ width, height, ids, precision }: LosslessFrame, expected: LosslessExpectation, length: number): void {
  // A height of 0 is told behind the scan, and known from outside.
  const isExpected = width === expected.width && (height === expected.height || height === 0);
  if (!isExpected || ids.length !== expected.components || precision > expected.mostBits) throw damagedError();
  // Each sample takes a bit at least.
  if (width * expected.height * ids.length > 8 * length) throw damagedError();
}

interface Target {
  readonly height: number;
  readonly components: number;
  readonly data: Uint8Array | Uint16Array;
}

async function decodeScan(
  stream: JpegStream,
  { width, precision }: LosslessFrame,
  { components, predictor, shift }: LosslessScan,
  tables: Tables,
  { height, components: inFrame, data }: Target,
  pacer: Pacer,
): Promise<void> {
  const { restartInterval } = tables;
  // H.1.1: whole rows.
  if (restartInterval % width !== 0) throw damagedError();
  const rowsToRestart = restartInterval / width || Infinity;
  const coded = components.map(({ table }) => {
    const spec = tables.dcHuffman[table];
    if (!spec) throw damagedError();
    return new DifferenceTable(spec);
  });
  const differences = new DifferenceRows(stream, coded);
  const values = new Int16Array(width * components.length);
  let rows = components.map(() => new Uint16Array(width));
  let above = components.map(() => new Uint16Array(width));
  differences.begin();
  for (let y = 0; y < height; y++) {
    const begins = y % rowsToRestart === 0;
    if (begins && y > 0) {
      differences.finish();
      stream.passRestart(y / rowsToRestart - 1);
      differences.begin();
    }
    differences.read(values);
    const start = y === 0 || begins ? 1 << (precision - shift - 1) : null;
    for (let c = 0; c < components.length; c++) {
      predictRow(rows[c], above[c], { values, from: c, step: components.length }, predictor, start);
      let to = y * width * inFrame + components[c].index;
      const row = rows[c];
      for (let x = 0; x < width; x++, to += inFrame) data[to] = row[x] << shift;
    }
    [rows, above] = [above, rows];
    await pacer.restWhenDue();
  }
  differences.finish();
}
