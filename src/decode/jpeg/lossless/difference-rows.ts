import { BitReader } from '../entropy/bit-reader.ts';
import type { JpegStream } from '../stream/jpeg-stream.ts';
import { DIFFERENCE, DIFFERENCE_BITS, differenceOf, type DifferenceTable } from './difference-table.ts';

const MASK = (1 << DIFFERENCE_BITS) - 1;

/** Reads the differences of a scan (T.81, H.2), those of its components beside each other. */
export class DifferenceRows {
  private readonly reader: BitReader;

  constructor(
    private readonly stream: JpegStream,
    private readonly tables: readonly DifferenceTable[],
  ) {
    this.reader = new BitReader(stream);
  }

  begin(): void {
    this.reader.begin();
  }

  /** Throws `decode-failed` where data were missing. */
  finish(): void {
    this.reader.finish();
  }

  /** Fills `differences`. Throws `decode-failed`. All state lies in local variables: this is where the time goes. */
  read(differences: Int16Array): void {
    const { reader, stream, tables } = this;
    const { bytes } = stream;
    const components = tables.length;
    let { bits, count } = reader;
    let place = stream.at;
    let component = 0;
    let { entries } = tables[0];
    for (let i = 0; i < differences.length; i++) {
      if (count < 16) {
        const byte = bytes[place];
        const next = bytes[place + 1];
        if (byte !== 0xff && next !== 0xff) {
          bits = (bits << 16) | (byte << 8) | next;
          place += 2;
          count += 16;
        } else {
          reader.bits = bits;
          reader.count = count;
          stream.at = place;
          reader.fill();
          ({ bits, count } = reader);
          place = stream.at;
        }
      }
      let entry = entries[(bits >>> (count - DIFFERENCE_BITS)) & MASK];
      if (entry === 0) entry = tables[component].longEntry((bits >>> (count - 16)) & 0xffff);
      count -= entry & DIFFERENCE.length;
      const size = (entry >> DIFFERENCE.sizeAt) & DIFFERENCE.size;
      let value = entry >> DIFFERENCE.valueAt;
      if (size !== 0) {
        if (count < size) {
          reader.bits = bits;
          reader.count = count;
          stream.at = place;
          reader.fill();
          ({ bits, count } = reader);
          place = stream.at;
        }
        count -= size;
        value = differenceOf((bits >>> count) & ((1 << size) - 1), size);
      }
      differences[i] = value;
      if (components > 1) {
        component = component + 1 === components ? 0 : component + 1;
        ({ entries } = tables[component]);
      }
    }
    reader.bits = bits;
    reader.count = count;
    stream.at = place;
  }
}
