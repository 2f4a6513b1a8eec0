import { damagedError } from '../../source/decode-errors.ts';
import { huffmanTable } from '../entropy/scan-decoder.ts';
import type { BlockTarget, ScanRows } from '../entropy/scan-walk.ts';
import type { Frame } from '../stream/frame.ts';
import type { JpegStream } from '../stream/jpeg-stream.ts';
import type { ScanHeader } from '../stream/scan-header.ts';
import type { Tables } from '../stream/tables.ts';
import { NATURAL_ORDER } from '../stream/zigzag.ts';
import { COMPONENT, KIND, STATE, STATE_BYTES, TABLE_BYTES, TABLE_WORDS } from './scan-state.ts';
import type { Workbench } from './workbench.ts';

/**
 * The twin of `ScanWalk` in WebAssembly, of Huffman codes: decodes and refuses what that does. Blocks are not dequantized, and lie in its
 * memory.
 */
export class SimdScan implements ScanRows {
  private readonly words: Int32Array;
  private readonly restartInterval: number;
  /** Units to the next restart marker; without an interval there is none. */
  private left: number;
  private restarts = 0;

  /** Throws `decode-failed` for a Huffman table that is missing or none. */
  constructor(
    private readonly bench: Workbench,
    private readonly stream: JpegStream,
    private readonly frame: Frame,
    private readonly header: ScanHeader,
    tables: Tables,
  ) {
    this.restartInterval = tables.restartInterval;
    this.left = tables.restartInterval || Infinity;
    this.words = bench.wordsAt(bench.state, STATE_BYTES / 4);
    bench.bytesAt(bench.state + STATE.order, NATURAL_ORDER.length).set(NATURAL_ORDER.map((place) => 2 * place));
    const kind = kindOf(frame, header);
    this.setState(kind, frame.progressive ? header : { first: 1, last: 63, lowBit: 0 });
    header.components.forEach(({ dcTable, acTable }, index) => {
      const first = bench.tables + 2 * index * TABLE_BYTES;
      if (kind === KIND.sequential || kind === KIND.dcFirst) {
        this.setTable(index, COMPONENT.dcTable, first, huffmanTable(tables.dcHuffman, dcTable, true));
      }
      if (kind !== KIND.dcFirst && kind !== KIND.dcRefining) {
        this.setTable(index, COMPONENT.acTable, first + TABLE_BYTES, huffmanTable(tables.acHuffman, acTable, false));
      }
    });
    this.begin();
  }

  decodeRow(unitRow: number, targets: readonly BlockTarget[]): void {
    const { components } = this.header;
    if (components.length > 1) {
      targets.forEach((target, index) => {
        const { h, v } = components[index].component;
        this.setBlocks(index, target, 0, h, v);
      });
      this.decodeUnits(this.frame.mcuColumns);
      return;
    }
    const { component } = components[0];
    const rows = Math.min(component.v, component.blockRows - unitRow * component.v);
    for (let row = 0; row < rows; row++) {
      this.setBlocks(0, targets[0], row, 1, 1);
      this.decodeUnits(component.blockColumns);
    }
  }

  /** That data were missing has been told. */
  finish(): void {
    const { bench, stream } = this;
    stream.at = (bench.kernels.dataAt(bench.state) >>> 0) - bench.file;
  }

  private decodeUnits(units: number): void {
    const { bench, stream } = this;
    for (let unit = 0; unit < units;) {
      if (this.left === 0) {
        this.finish();
        stream.passRestart(this.restarts++);
        this.begin();
        this.left = this.restartInterval;
      }
      const count = Math.min(this.left, units - unit);
      if (!bench.kernels.decodeUnits(bench.state, unit, count)) throw damagedError();
      unit += count;
      this.left -= count;
    }
  }

  private begin(): void {
    const { bench, stream } = this;
    bench.kernels.beginInterval(bench.state, bench.file + stream.at);
  }

  private setState(kind: number, { first, last, lowBit }: Pick<ScanHeader, 'first' | 'last' | 'lowBit'>): void {
    const { words } = this;
    words[STATE.failed / 4] = 0;
    words[STATE.kind / 4] = kind;
    words[STATE.first / 4] = first;
    words[STATE.last / 4] = last;
    words[STATE.lowBit / 4] = lowBit;
    words[STATE.components / 4] = this.header.components.length;
  }

  private setTable(index: number, place: number, address: number, table: ReturnType<typeof huffmanTable>): void {
    const { bench } = this;
    table.copyTo(bench.wordsAt(address, TABLE_WORDS), bench.bytesAt(address + 4 * TABLE_WORDS, 256));
    this.setComponent(index, place, address);
  }

  private setBlocks(index: number, target: BlockTarget, row: number, across: number, down: number): void {
    const { coefficients, columns, firstRow } = target;
    this.setComponent(index, COMPONENT.blocks, coefficients.byteOffset + (firstRow + row) * columns * 128);
    this.setComponent(index, COMPONENT.rowBytes, columns * 128);
    this.setComponent(index, COMPONENT.across, across);
    this.setComponent(index, COMPONENT.down, down);
  }

  private setComponent(index: number, place: number, value: number): void {
    this.words[(STATE.component + index * COMPONENT.bytes + place) / 4] = value;
  }
}

function kindOf({ progressive }: Frame, { first, highBit }: ScanHeader): number {
  if (!progressive) return KIND.sequential;
  if (first === 0) return highBit === 0 ? KIND.dcFirst : KIND.dcRefining;
  return highBit === 0 ? KIND.acFirst : KIND.acRefining;
}
