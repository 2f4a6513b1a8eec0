import type { Pacer } from '../../worker/pacer.ts';
import { damagedError } from '../source/decode-errors.ts';
import { BAND_BYTES, INPUT_BYTES, type ScratchLayout } from './scratch-layout.ts';
import type { PngKernels } from './decoder.generated.ts';
import { INFLATE_STATUS } from './png-module.ts';
import { LARGEST_WINDOW } from './inflation/zlib-header.ts';

/** Of what follows a picture no more than this is looked at. */
const MOST_REST = 2 ** 20;

const NOTHING = new Uint8Array(0);
const { enough, starved, ended, damaged } = INFLATE_STATUS;

/** The next bytes of a stream, null at its end. */
export type DataSource = () => Promise<Uint8Array | null>;

/**
 * The twin of `Inflater` in WebAssembly: inflates a picture's rows, a band at a time, and takes and refuses what that does,
 * of streams that declare the largest window.
 */
export class SimdInflation {
  /** Where the next byte of the picture that was not taken yet lies. */
  private at: number;
  private outputAt: number;
  /** Bytes of the picture from `at` on. */
  private left: number;
  /** All of the memory. */
  readonly bytes: Uint8Array;
  /** What was asked for and not yet used. */
  private piece: Uint8Array | null = NOTHING;
  private ended = false;

  /**
   * @param nextData the blocks of the stream, behind its header
   * @param total bytes of all rows, their filters included
   */
  constructor(
    private readonly kernels: PngKernels,
    memory: WebAssembly.Memory,
    private readonly scratch: ScratchLayout,
    private readonly nextData: DataSource,
    total: number,
    private readonly pacer: Pacer,
  ) {
    this.bytes = new Uint8Array(memory.buffer);
    this.at = this.outputAt = scratch.output;
    this.left = total;
    kernels.startInflating(scratch.state, scratch.output);
    kernels.giveInput(scratch.state, scratch.input, 0);
  }

  /** Bytes of the picture that lie at {@link address}, one behind the other. */
  get ready(): number {
    return Math.min(this.outputAt - this.at, this.left);
  }

  get address(): number {
    return this.at;
  }

  take(count: number): void {
    this.at += count;
    this.left -= count;
  }

  /** Inflates more of the picture, until there is no room for more. Throws `decode-failed`, or AbortError. */
  async advance(): Promise<void> {
    if (this.ended) throw damagedError();
    this.makeRoom();
    const status = await this.inflate(Math.min(this.scratch.outputEnd, this.at + this.left));
    if (status === starved || status === damaged) throw damagedError();
  }

  /**
   * Goes on behind the picture as libpng does: zlib sees to what comes until the next byte of output, as it does so before it
   * knows that there is no room for one; of what is wrong beyond that only the lack of an end is a reason to refuse the file.
   */
  async passRest(): Promise<void> {
    let rest = this.outputAt - this.at;
    while (!this.ended && rest <= MOST_REST) {
      this.at = this.outputAt;
      this.makeRoom();
      const status = await this.inflate(this.at + (rest > 0 ? BAND_BYTES : 1));
      if (status === starved || (status === damaged && rest === 0)) throw damagedError();
      if (status === damaged) return;
      rest += this.outputAt - this.at;
    }
  }

  /** Anything but a pause; `starved` where no input is left. */
  private async inflate(limit: number): Promise<number> {
    for (;;) {
      const status = this.kernels.inflate(this.scratch.state, limit);
      this.outputAt = this.kernels.outputAt(this.scratch.state) >>> 0;
      this.ended = status === ended;
      if (status === enough || status === ended || status === damaged) return status;
      if (status === starved && !(await this.giveInput())) return status;
      if (this.pacer.due) await this.pacer.rest();
    }
  }

  /** Takes as many pieces together as there is room for; false where there are none. */
  private async giveInput(): Promise<boolean> {
    const { input, state } = this.scratch;
    let filled = 0;
    while (this.piece && filled < INPUT_BYTES) {
      if (this.piece.length === 0) {
        this.piece = await this.nextData();
        continue;
      }
      const part = this.piece.subarray(0, INPUT_BYTES - filled);
      this.bytes.set(part, input + filled);
      filled += part.length;
      this.piece = this.piece.subarray(part.length);
    }
    this.kernels.giveInput(state, input, filled);
    return filled > 0;
  }

  /** Keeps what matches may refer to, and what was not taken yet. */
  private makeRoom(): void {
    const { state, output, outputEnd } = this.scratch;
    if (outputEnd - this.outputAt >= BAND_BYTES) return;
    const from = Math.max(output, Math.min(this.outputAt - LARGEST_WINDOW, this.at));
    this.bytes.copyWithin(output, from, this.outputAt);
    const by = from - output;
    this.at -= by;
    this.outputAt -= by;
    this.kernels.moveOutput(state, by);
  }
}
