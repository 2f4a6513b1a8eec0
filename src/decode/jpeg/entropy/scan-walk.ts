import type { Frame } from '../stream/frame.ts';
import type { JpegStream } from '../stream/jpeg-stream.ts';
import type { ScanHeader } from '../stream/scan-header.ts';
import type { BlockDecoder } from './block-decoder.ts';

/** Where the blocks of a component are put: `columns` a row, from the row `firstRow` on. */
export interface BlockTarget {
  readonly coefficients: Int16Array;
  readonly columns: number;
  readonly firstRow: number;
}

/** Told of each block that is decoded, by the component's number in the scan and the block's number in its target. */
export type BlockSeen = (index: number, block: number) => void;

/** Decodes a scan by rows of units. */
export interface ScanRows {
  /**
   * Decodes a row of units of all components; of a scan that has one component the rows of its blocks that stand there. Throws
   * `decode-failed`.
   * @param targets of each component of the scan
   */
  decodeRow(unitRow: number, targets: readonly BlockTarget[]): void;
  /** Behind the last row. Throws `decode-failed` where data were missing. */
  finish(): void;
}

/** Goes through the units of a scan in their order (T.81, A.2), from restart marker to restart marker. */
export class ScanWalk implements ScanRows {
  /** Units to the next restart marker; without an interval there is none. */
  private left: number;
  private restarts = 0;

  constructor(
    private readonly stream: JpegStream,
    private readonly frame: Frame,
    private readonly header: ScanHeader,
    private readonly decoder: BlockDecoder,
    private readonly restartInterval: number,
    private readonly seen?: BlockSeen,
  ) {
    this.left = restartInterval || Infinity;
    decoder.begin();
  }

  decodeRow(unitRow: number, targets: readonly BlockTarget[]): void {
    if (targets.length === 1) this.decodeAlone(unitRow, targets[0]);
    else this.decodeInterleaved(targets);
  }

  finish(): void {
    this.decoder.finish();
  }

  /** A.2.2: a unit is one block, and there are none that no sample lies in. */
  private decodeAlone(unitRow: number, { coefficients, columns, firstRow }: BlockTarget): void {
    const { component } = this.header.components[0];
    const rows = Math.min(component.v, component.blockRows - unitRow * component.v);
    for (let row = 0; row < rows; row++) {
      const first = (firstRow + row) * columns;
      for (let block = first; block < first + component.blockColumns; block++) {
        this.beginUnit();
        this.decoder.decode(coefficients, block * 64, 0);
        this.seen?.(0, block);
      }
    }
  }

  /** A.2.3. */
  private decodeInterleaved(targets: readonly BlockTarget[]): void {
    const { decoder, frame } = this;
    const { components } = this.header;
    for (let unit = 0; unit < frame.mcuColumns; unit++) {
      this.beginUnit();
      for (let index = 0; index < components.length; index++) {
        const { h, v } = components[index].component;
        const { coefficients, columns, firstRow } = targets[index];
        for (let row = 0; row < v; row++) {
          const first = (firstRow + row) * columns + unit * h;
          for (let block = first; block < first + h; block++) {
            decoder.decode(coefficients, block * 64, index);
            this.seen?.(index, block);
          }
        }
      }
    }
  }

  private beginUnit(): void {
    if (this.left === 0) {
      this.decoder.finish();
      this.stream.passRestart(this.restarts++);
      this.decoder.begin();
      this.left = this.restartInterval;
    }
    this.left--;
  }
}
