import { damagedError } from '../../source/decode-errors.ts';
import type { FrameCoding } from '../stream/frame.ts';
import type { JpegStream } from '../stream/jpeg-stream.ts';
import type { ScanHeader } from '../stream/scan-header.ts';
import type { HuffmanSpec, Tables } from '../stream/tables.ts';
import {
  ArithmeticAcFirst,
  ArithmeticAcRefining,
  ArithmeticDcFirst,
  ArithmeticDcRefining,
  ArithmeticSequential,
} from './arithmetic-scans.ts';
import type { BlockDecoder, ScanQuantization, SequentialDecoder } from './block-decoder.ts';
import { AcFirstScan, AcRefiningScan, DcFirstScan, DcRefiningScan } from './huffman-progressive.ts';
import { HuffmanSequential } from './huffman-sequential.ts';
import { HuffmanTable } from './huffman-table.ts';

/** The decoder of a sequential frame's scan. Throws `decode-failed` for a Huffman table that is missing or none. */
export function sequentialDecoder(
  stream: JpegStream,
  { arithmetic }: FrameCoding,
  header: ScanHeader,
  tables: Tables,
  quantization: ScanQuantization,
): SequentialDecoder {
  if (arithmetic) return new ArithmeticSequential(stream, header, tables, quantization);
  const pairs = header.components.map(({ dcTable, acTable }) => ({
    dc: huffmanTable(tables.dcHuffman, dcTable, true),
    ac: huffmanTable(tables.acHuffman, acTable, false),
  }));
  return new HuffmanSequential(stream, pairs, quantization);
}

/** The decoder of a progressive frame's scan (T.81, annex G). Throws as {@link sequentialDecoder}. */
export function progressiveDecoder(
  stream: JpegStream,
  { arithmetic }: FrameCoding,
  header: ScanHeader,
  tables: Tables,
): BlockDecoder {
  const { first, highBit, components } = header;
  const isDc = first === 0;
  const refines = highBit !== 0;
  if (arithmetic) {
    if (isDc) return new (refines ? ArithmeticDcRefining : ArithmeticDcFirst)(stream, header, tables);
    return new (refines ? ArithmeticAcRefining : ArithmeticAcFirst)(stream, header, tables);
  }
  if (isDc && refines) return new DcRefiningScan(stream, header);
  if (isDc) {
    const dcTables = components.map(({ dcTable }) => huffmanTable(tables.dcHuffman, dcTable, true));
    return new DcFirstScan(stream, header, dcTables);
  }
  const table = huffmanTable(tables.acHuffman, components[0].acTable, false);
  return new (refines ? AcRefiningScan : AcFirstScan)(stream, header, table);
}

/** Throws `decode-failed` for a table that is missing or none. */
export function huffmanTable(specs: readonly (HuffmanSpec | null)[], index: number, forDc: boolean): HuffmanTable {
  const spec = specs[index];
  if (!spec) throw damagedError();
  return new HuffmanTable(spec, forDc);
}
