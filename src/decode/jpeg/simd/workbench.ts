import type { Frame } from '../stream/frame.ts';
import { NATURAL_ORDER } from '../stream/zigzag.ts';
import type { JpegKernels } from './decoder.generated.ts';
import { createJpegKernels } from './jpeg-module.ts';
import { STATE_BYTES, TABLE_BYTES } from './scan-state.ts';

const PAGE = 1 << 16;
const BLOCK_BYTES = 128;
/** What is read and written in whole vectors may reach further. */
const SLACK = 64;
/** Of a scan: two tables for each of its components. */
const MOST_TABLES = 8;

/** An end-of-image marker, which data end at in any case. */
const END = [0xff, 0xd9];

/** A memory that nobody works in is kept for the next picture, and nothing of the last one in it; no large one. */
let idle: Bench | null = null;
const MOST_KEPT = 1 << 20;

interface Bench {
  readonly memory: WebAssembly.Memory;
  readonly kernels: JpegKernels;
}

/** The decoder in WebAssembly and a memory of its own, in which a file lies and a picture is made of it. */
export class Workbench {
  readonly kernels: JpegKernels;
  /** Addresses: of the scan's state, of its tables, of 128 bytes for the transform, and of the file. */
  readonly state: number;
  readonly tables: number;
  readonly between: number;
  readonly file: number;
  private readonly buffer: ArrayBuffer;
  private end = SLACK;

  private constructor(
    private readonly bench: Bench,
    bytes: Uint8Array,
  ) {
    this.kernels = bench.kernels;
    this.buffer = bench.memory.buffer;
    this.state = this.reserve(STATE_BYTES);
    this.tables = this.reserve(MOST_TABLES * TABLE_BYTES);
    this.between = this.reserve(BLOCK_BYTES);
    this.file = this.reserve(bytes.length + END.length);
    this.bytesAt(this.file, bytes.length).set(bytes);
    this.bytesAt(this.file + bytes.length, END.length).set(END);
  }

  /**
   * Null where WebAssembly cannot run, or not with so much memory.
   * @param whole whether one scan has all components, of which a row of units is held at a time; else all blocks are
   */
  static async open(bytes: Uint8Array, frame: Frame, whole: boolean): Promise<Workbench | null> {
    if (typeof WebAssembly === 'undefined') return null;
    const pages = Math.ceil((bytes.length + bytesOf(frame, whole)) / PAGE);
    const bench = await take(pages);
    return bench && new Workbench(bench, bytes);
  }

  /** Zeros, for so many coefficients. */
  numbers(length: number): Int16Array {
    return new Int16Array(this.buffer, this.reserve(2 * length), length);
  }

  /** Zeros, for so many samples. */
  samples(length: number): Uint8ClampedArray {
    return new Uint8ClampedArray(this.buffer, this.reserve(length), length);
  }

  bytesAt(address: number, length: number): Uint8Array {
    return new Uint8Array(this.buffer, address, length);
  }

  wordsAt(address: number, length: number): Int32Array {
    return new Int32Array(this.buffer, address, length);
  }

  /** Quantizers, which come in the order of the zig-zag sequence, row by row. */
  quantizers(table: Uint16Array | null): Int16Array {
    const rows = this.numbers(64);
    table?.forEach((quantizer, k) => {
      rows[NATURAL_ORDER[k]] = quantizer;
    });
    return rows;
  }

  close(): void {
    if (this.buffer.byteLength > MOST_KEPT) return;
    new Uint8Array(this.buffer).fill(0);
    idle = this.bench;
  }

  private reserve(bytes: number): number {
    const address = this.end;
    this.end = Math.ceil((address + bytes) / SLACK) * SLACK + SLACK;
    return address;
  }
}

async function take(pages: number): Promise<Bench | null> {
  const taken = idle;
  idle = null;
  try {
    if (taken) {
      const missing = pages - taken.memory.buffer.byteLength / PAGE;
      if (missing > 0) taken.memory.grow(missing);
      return taken;
    }
    const memory = new WebAssembly.Memory({ initial: pages });
    const kernels = await createJpegKernels(memory);
    return kernels && { memory, kernels };
  } catch {
    // So much there is not.
    return null;
  }
}

/** All that is reserved, beside the file. */
function bytesOf({ width, hMost, components }: Frame, whole: boolean): number {
  let bytes = STATE_BYTES + MOST_TABLES * TABLE_BYTES + 3 * width + PAGE;
  for (const { paddedColumns, paddedRows, h, v } of components) {
    const strip = paddedColumns * v * BLOCK_BYTES;
    bytes += whole ? strip : strip + paddedColumns * paddedRows * BLOCK_BYTES;
    // Two rows of units are kept of its samples, and one as wide as the picture.
    bytes += 16 * v * 8 * paddedColumns + (8 * paddedColumns * hMost) / h;
  }
  return bytes;
}
