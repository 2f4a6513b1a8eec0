import { compileWasm } from '../../base/compile-wasm.ts';
import {
  CHECKSUM_BYTES,
  checksumsIn,
  compileChecksums,
  type MemoryChecksums,
} from '../../base/checksums/memory-checksums.ts';
import type { BitWriter } from './bit-writer.ts';
import { LENGTH_SYMBOL, SYMBOLS, TOKENS } from './deflate-code.ts';
import { PNG_ENCODER, type EncoderKernels } from './encoder.generated.ts';
import { FILTER, MOST_BLOCK_BYTES, type PieceHash, type PngKernels, type RowFilter } from './png-kernels.ts';

interface EncoderModules {
  readonly encoder: WebAssembly.Module;
  readonly checksums: WebAssembly.Module;
}

const PAGE = 1 << 16;
/** Vectors reach beyond ends. */
const SLACK = 64;

/** The symbols' counts, and three tables more of the literals'. */
const COUNT_BYTES = 4224;

const aligned = (address: number): number => Math.ceil(address / 64) * 64;

// Where the kernels' own things lie.
const CHECKSUMS = 0;
const COUNTS = aligned(CHECKSUM_BYTES);
const ENTRIES = aligned(COUNTS + COUNT_BYTES);
const LENGTHS = aligned(ENTRIES + 4 * TOKENS);
const TOKEN_LIST = aligned(LENGTHS + 2 * LENGTH_SYMBOL.length);
const FREE = aligned(TOKEN_LIST + 2 * MOST_BLOCK_BYTES + SLACK);

let compiling: Promise<EncoderModules | null> | null = null;

async function compile(): Promise<EncoderModules | null> {
  const [encoder, checksums] = await Promise.all([compileWasm(PNG_ENCODER), compileChecksums()]);
  return encoder && checksums && { encoder, checksums };
}

/** Kernels in WebAssembly, with memory of their own; null where it cannot run. */
export async function createWasmKernels(): Promise<PngKernels | null> {
  const modules = await (compiling ??= compile());
  if (!modules) return null;
  const memory = new WebAssembly.Memory({ initial: Math.ceil(FREE / PAGE) });
  const { exports } = await WebAssembly.instantiate(modules.encoder, { env: { memory } });
  const checksums = await checksumsIn(memory, modules.checksums, CHECKSUMS);
  return new WasmKernels(memory, exports as unknown as EncoderKernels, checksums);
}

class WasmKernels implements PngKernels {
  readonly hash: PieceHash;
  readonly spare: ArrayBuffer[] = [];

  constructor(
    private readonly memory: WebAssembly.Memory,
    private readonly encoder: EncoderKernels,
    private readonly checksums: MemoryChecksums,
  ) {
    new Uint16Array(memory.buffer, LENGTHS, LENGTH_SYMBOL.length).set(LENGTH_SYMBOL);
    this.hash = {
      start: () => checksums.startSha256(),
      add: ({ byteOffset, length }) => checksums.addToSha256(byteOffset, length),
      end: () => checksums.endSha256(),
    };
  }

  // Memory that grows takes the views of it away.
  get counts(): Uint32Array {
    return new Uint32Array(this.memory.buffer, COUNTS, SYMBOLS);
  }

  get entries(): Uint32Array {
    return new Uint32Array(this.memory.buffer, ENTRIES, TOKENS);
  }

  layOut(sizes: readonly number[]): Uint8Array<ArrayBuffer>[] {
    let end = FREE;
    const addresses = sizes.map((size) => {
      const address = end;
      end = aligned(end + size + SLACK);
      return address;
    });
    const missing = Math.ceil(end / PAGE) - this.memory.buffer.byteLength / PAGE;
    if (missing > 0) this.memory.grow(missing);
    return addresses.map((address, i) => new Uint8Array(this.memory.buffer, address, sizes[i]));
  }

  swapBytes({ byteOffset, length }: Uint8Array): void {
    this.encoder.swapBytes(byteOffset, length);
  }

  filterRows(
    filter: RowFilter,
    rows: Uint8Array,
    above: Uint8Array | null,
    stride: number,
    pixelBytes: number,
    target: Uint8Array,
  ): void {
    const count = rows.length / stride;
    const { byteOffset } = target;
    this.encoder.filterRows(
      FILTER[filter],
      rows.byteOffset,
      above?.byteOffset ?? 0,
      stride,
      pixelBytes,
      count,
      byteOffset,
    );
  }

  adler32({ byteOffset, length }: Uint8Array, before: number): number {
    return this.checksums.adler32(byteOffset, length, before);
  }

  crc32({ byteOffset, length }: Uint8Array): number {
    return this.checksums.crc32(byteOffset, length);
  }

  findRuns({ byteOffset, length }: Uint8Array): number {
    return this.encoder.findRuns(byteOffset, length, TOKEN_LIST, COUNTS, LENGTHS);
  }

  writeTokens(tokenCount: number, output: BitWriter): void {
    const { bytes, at, hold, holdBits } = output;
    const { byteOffset } = bytes;
    const end = this.encoder.writeTokens(TOKEN_LIST, tokenCount, ENTRIES, byteOffset + at, hold, holdBits);
    const bits = end % 2048;
    output.at = (end - bits) / 2048 - byteOffset;
    output.hold = bits >> 3;
    output.holdBits = bits & 7;
  }
}
