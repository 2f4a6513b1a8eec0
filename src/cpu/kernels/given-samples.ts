import { countRange, type SampleRange } from '../../image/given-samples.ts';
import type { WindowPlan } from '../../operators/window.ts';
import type { Plane } from '../memory/image-planes.ts';
import type { Circumstances, Computation, Slices } from './cpu-operator.ts';
import { window } from './window.ts';

/**
 * The samples of one open image. Of 16 bits they lie beside the plane of the picture that a window makes of them; of 8 bits they are the
 * picture, until a window is laid over them: then they are put aside for as long as there is one.
 */
export class GivenSamples {
  private aside: Plane | null = null;

  constructor(
    private readonly plane: Plane,
    /** Of 16 bits; null where the plane holds them. */
    private readonly stored: Plane | null,
    /** Makes the plane of them. */
    private readonly show: Computation<WindowPlan> | null,
  ) {}

  /** What they are to be put in, as they lie in memory. */
  get bytes(): Uint8Array {
    return (this.stored ?? this.plane).data;
  }

  /** Has the plane hold what a window makes of them. An aborted run leaves the samples as they were. */
  async compute(plan: WindowPlan, slices: Slices, circumstances: Circumstances): Promise<void> {
    if (this.show) return this.show(plan, slices, circumstances);
    if (!this.aside && !plan.table) return;
    this.aside ??= await copyOf(this.plane, slices);
    await window.create([this.aside], this.plane)(plan, slices, circumstances);
    if (!plan.table) this.aside = null;
  }

  /** The lowest and the highest. */
  async range(slices: Slices): Promise<SampleRange> {
    const samples = this.all;
    let [from, to] = [65535, 0];
    await slices.overPixels(samples.length, (start, end) => {
      for (let i = start; i < end; i++) {
        const sample = samples[i];
        if (sample < from) from = sample;
        if (sample > to) to = sample;
      }
    });
    return { from, to };
  }

  /** How often each is there. */
  async counts(slices: Slices): Promise<Uint32Array<ArrayBuffer>> {
    const samples = this.all;
    const counts = new Uint32Array(2 ** (8 * samples.BYTES_PER_ELEMENT));
    await slices.overPixels(samples.length, (start, end) => countRange(samples, start, end, counts));
    return counts;
  }

  /** That of a pixel, counted row by row. */
  at(pixel: number): number {
    return this.all[pixel];
  }

  private get all(): Uint8Array | Uint16Array {
    const { data, bitDepth } = this.stored ?? this.aside ?? this.plane;
    return bitDepth === 16 ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  }
}

async function copyOf(plane: Plane, slices: Slices): Promise<Plane> {
  const data = new Uint8Array(plane.data.length);
  await slices.overPixels(data.length, (from, to) => data.set(plane.data.subarray(from, to), from));
  return { ...plane, data };
}
