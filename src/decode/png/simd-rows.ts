import type { Pacer } from '../../worker/pacer.ts';
import { damagedError } from '../source/decode-errors.ts';
import type { GrowingPicture } from '../source/growing-picture.ts';
import { bandRows, layOutScratch, type ScratchLayout } from './scratch-layout.ts';
import type { PngParts } from './png-chunks.ts';
import type { PngLayout } from './png-header.ts';
import type { PngKernels } from './decoder.generated.ts';
import { createPngKernels } from './png-module.ts';
import { bitsOfPixel, bytesOfRow, listPasses, samplesPerPixel, type PngPass } from './png-rows.ts';
import { channelsOf, createRowWriter, type Samples } from './png-samples.ts';
import { SimdInflation, type DataSource } from './simd-inflation.ts';

const PAGE = 1 << 16;

/** The decoder and a memory of its own. */
interface Workbench {
  readonly memory: WebAssembly.Memory;
  readonly kernels: PngKernels;
}

/** One that nobody works at is kept for the next picture, and nothing of the last one in it; none for very long rows. */
let idle: Workbench | null = null;
const MOST_KEPT = 1 << 20;

/**
 * The twin of `decodeRows` in WebAssembly, for streams that declare the largest window. Fills `picture`; false where the module
 * cannot run, and no data were asked for. Throws `decode-failed` for what that refuses, or AbortError.
 */
export async function decodeRowsBySimd(
  parts: PngParts,
  data: DataSource,
  picture: Samples,
  pacer: Pacer,
  growing?: GrowingPicture,
): Promise<boolean> {
  if (typeof WebAssembly === 'undefined') return false;
  const bench = await takeWorkbench();
  if (!bench) return false;
  const { memory } = bench;
  const { width } = parts.layout;
  const madeBytes = width * channelsOf(parts) * picture.BYTES_PER_ELEMENT;
  const scratch = layOutScratch(64, Math.ceil((width * bitsOfPixel(parts.layout)) / 8), madeBytes);
  const missing = Math.ceil(scratch.end / PAGE) - memory.buffer.byteLength / PAGE;
  try {
    if (missing > 0) memory.grow(missing);
    await new RowWork(parts, data, picture, bench, scratch, pacer, growing).run();
    return true;
  } finally {
    if (memory.buffer.byteLength <= MOST_KEPT) {
      new Uint8Array(memory.buffer).fill(0);
      idle = bench;
    }
  }
}

async function takeWorkbench(): Promise<Workbench | null> {
  const taken = idle;
  idle = null;
  if (taken) return taken;
  const memory = new WebAssembly.Memory({ initial: 1 });
  const kernels = await createPngKernels(memory);
  return kernels && { memory, kernels };
}

class RowWork {
  private readonly inflation: SimdInflation;
  private readonly kernels: PngKernels;
  private readonly pixel: number;

  constructor(
    private readonly parts: PngParts,
    data: DataSource,
    private readonly picture: Samples,
    { kernels, memory }: Workbench,
    private readonly scratch: ScratchLayout,
    private readonly pacer: Pacer,
    private readonly growing?: GrowingPicture,
  ) {
    const { layout } = parts;
    this.kernels = kernels;
    const total = listPasses(layout).reduce((sum, pass) => sum + pass.rows * (1 + bytesOfRow(pass, layout)), 0);
    this.inflation = new SimdInflation(kernels, memory, scratch, data, total, pacer);
    this.pixel = Math.ceil(bitsOfPixel(layout) / 8);
  }

  async run(): Promise<void> {
    const { layout, palette } = this.parts;
    const made = !palette && layout.bitDepth >= 8 && !layout.interlaced;
    const passes = listPasses(layout);
    for (const pass of passes) {
      const rowLength = bytesOfRow(pass, layout);
      this.inflation.bytes.fill(0, this.scratch.rows[1], this.scratch.rows[1] + rowLength);
      await (made ? this.makeRows(pass, rowLength) : this.writeRows(pass, rowLength, pass === passes[0]));
    }
    await this.inflation.passRest();
  }

  /** Rows that are made whole in WebAssembly, as many at once as there are. */
  private async makeRows({ rows, columns }: PngPass, rowLength: number): Promise<void> {
    const { kernels, scratch, inflation, pixel } = this;
    const { buffer, byteOffset, byteLength, BYTES_PER_ELEMENT } = this.picture;
    const picture = new Uint8Array(buffer, byteOffset, byteLength);
    const { bytes } = inflation;
    const made = columns * channelsOf(this.parts) * BYTES_PER_ELEMENT;
    const choice = chosenBytes(this.parts.layout, BYTES_PER_ELEMENT);
    if (choice) bytes.set(choice.lanes, scratch.lanes);
    const most = bandRows(made);
    const first = scratch.band + made;
    let [row, above] = scratch.rows;
    for (let y = 0; y < rows;) {
      const count = await this.whole(rowLength, Math.min(most, rows - y));
      const from = inflation.address;
      let done: number;
      if (choice) {
        const { lanes } = scratch;
        const { read, taken } = choice;
        done = kernels.pickRows(count, from, above, row, first, rowLength, pixel, lanes, read, taken, made);
        if (count & 1) [row, above] = [above, row];
      } else {
        done = kernels.unfilterRows(count, from, y === 0 ? above : scratch.band, first, rowLength, pixel);
      }
      if (!done) throw damagedError();
      inflation.take(count * (1 + rowLength));
      const end = first + count * made;
      picture.set(bytes.subarray(first, end), y * made);
      // The next band's first row has it above.
      if (!choice) bytes.copyWithin(scratch.band, end - made, end);
      y += count;
      if (this.pacer.due) await this.rest(y);
    }
  }

  /** Rows of which each pixel is put in its place by the writers that the plain twin has, too. */
  private async writeRows(pass: PngPass, rowLength: number, first: boolean): Promise<void> {
    const { kernels, scratch, inflation, pixel } = this;
    const writeRow = createRowWriter(this.parts, this.picture);
    let [row, above] = scratch.rows;
    for (let y = 0; y < pass.rows;) {
      const count = await this.whole(rowLength, pass.rows - y);
      for (const end = y + count; y < end; y++) {
        if (!kernels.unfilterRow(inflation.address, above, row, rowLength, pixel)) throw damagedError();
        inflation.take(1 + rowLength);
        writeRow(inflation.bytes.subarray(row, row + rowLength), pass, y);
        [row, above] = [above, row];
      }
      // Of an interlaced picture the first pass.
      if (this.pacer.due) await this.rest(first ? y * pass.stepY : 0, pass.stepY);
    }
  }

  /** Lets the thread go on, and shows the first `rows`, as `GrowingPicture` has it. */
  private async rest(rows: number, grid?: number): Promise<void> {
    if (rows > 0) this.growing?.grow(rows, grid);
    await this.pacer.rest();
  }

  /** How many rows there are, at least one, of `most` that are wanted. */
  private async whole(rowLength: number, most: number): Promise<number> {
    while (this.inflation.ready <= rowLength) await this.inflation.advance();
    return Math.min(most, Math.floor(this.inflation.ready / (1 + rowLength)));
  }
}

/** Which bytes of an unfiltered row a picture takes: `taken` of `read` at a time; null where it takes all. */
function chosenBytes(
  layout: PngLayout,
  sampleBytes: number,
): { lanes: Uint8Array; read: number; taken: number } | null {
  const samples = samplesPerPixel(layout);
  const stored = layout.bitDepth / 8;
  const channels = samples < 3 ? 1 : 3;
  if (stored === 1 && samples === channels) return null;
  const pixels = Math.floor(16 / (samples * stored));
  const lanes = new Uint8Array(16).fill(255);
  let taken = 0;
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < channels; channel++) {
      const high = (pixel * samples + channel) * stored;
      // Files have the high byte first, the memory of a picture the low one.
      if (sampleBytes === 2) lanes[taken++] = high + 1;
      lanes[taken++] = high;
    }
  }
  return { lanes, read: pixels * samples * stored, taken };
}
