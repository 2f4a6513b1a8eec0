import type { PlacedRow, SampleKernels } from '../samples/sample-kernels.ts';
import type { Samples, Strip } from '../samples/strip.ts';
import type { FrameComponent } from '../stream/frame.ts';
import type { Workbench } from './workbench.ts';

/** The twin of `PLAIN_KERNELS` in WebAssembly, for what lies in its memory. */
export class SimdSamples implements SampleKernels {
  /** A row as it is in a picture. */
  private readonly made: Uint8ClampedArray;

  /** @param width pixels a row */
  constructor(
    private readonly bench: Workbench,
    width: number,
  ) {
    this.made = bench.samples(3 * width);
  }

  allocate(length: number): Uint8ClampedArray {
    return this.bench.samples(length);
  }

  transformBlocks(
    { coefficients, quantizers }: Strip,
    from: number,
    count: number,
    samples: Uint8ClampedArray,
    to: number,
    stride: number,
  ): void {
    const { kernels, between } = this.bench;
    const first = coefficients.byteOffset + from * 128;
    kernels.transformBlocks(first, quantizers.byteOffset, count, samples.byteOffset + to, stride, between);
  }

  interpolateAcross(samples: Samples, from: number, columns: number, row: Samples): void {
    const near = samples.byteOffset + from;
    this.bench.kernels.interpolate(near, near, columns, row.byteOffset, 4, 8);
  }

  interpolateDown(samples: Samples, near: number, next: number, columns: number, row: Samples, bias: number): void {
    const { byteOffset } = samples;
    this.bench.kernels.interpolateDown(byteOffset + near, byteOffset + next, columns, row.byteOffset, bias);
  }

  interpolateBoth(samples: Samples, near: number, next: number, columns: number, row: Samples): void {
    const { byteOffset } = samples;
    this.bench.kernels.interpolate(byteOffset + near, byteOffset + next, columns, row.byteOffset, 8, 7);
  }

  writeYcc(rows: readonly PlacedRow[], target: Uint8ClampedArray, to: number, width: number): void {
    const { made } = this;
    const [y, cb, cr] = rows.map(({ row, at }) => row.byteOffset + at);
    this.bench.kernels.writeYcc(y, cb, cr, made.byteOffset, width);
    target.set(made, to);
  }
}

const NONE = new Uint8Array(0);

/**
 * A strip whose blocks are dequantized as they are transformed.
 * @param table of the component; null for one that no scan had
 */
export function simdStrip(bench: Workbench, { paddedColumns, v }: FrameComponent, table: Uint16Array | null): Strip {
  return {
    coefficients: bench.numbers(paddedColumns * v * 64),
    columns: paddedColumns,
    kinds: NONE,
    quantizers: bench.quantizers(table),
  };
}
