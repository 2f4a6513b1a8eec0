import type { CannyThresholds } from '../../operators/canny-thresholds.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import type { ComputedStageId } from '../../pipeline/standard-graph.ts';
import type { ImageKernels } from '../kernels/image-kernels.ts';
import type { ImagePlanes, ImageShape } from '../memory/image-planes.ts';
import type { SimdInstance } from './simd-module.ts';

/** Tables that the histogram's kernel counts in. */
const COUNT_TABLES = 8;

/** Following takes its time by the word of 64 pixels, of which a few are visited: a word counts as many pixels. */
const PIXELS_A_WORD = 8;

/** The kernels in WebAssembly: an instance whose memory holds all planes of one image. */
export class SimdKernels implements ImageKernels {
  readonly planes: ImagePlanes;
  private readonly instance: SimdInstance;
  private readonly addresses: Readonly<Record<ComputedStageId, number>>;
  private readonly counts: Uint32Array;
  private readonly onRelease: () => void;
  private radius = 0;

  /** @param instance laid out for an image of this shape */
  constructor(instance: SimdInstance, { width, height, channels }: ImageShape, onRelease: () => void) {
    this.instance = instance;
    this.onRelease = onRelease;
    this.addresses = {
      grayscale: addressOf(instance.grayPlane),
      enhanced: addressOf(instance.enhancedPlane),
      blurred: addressOf(instance.blurredPlane),
      edges: addressOf(instance.edgesPlane),
    };
    const plane = (address: number): Uint8Array => this.bytes(address, width * height);
    const grayscale = plane(this.addresses.grayscale);
    this.planes = {
      width,
      height,
      channels,
      original: channels === 1 ? grayscale : this.bytes(addressOf(instance.rgbPlane), 3 * width * height),
      grayscale,
      enhanced: plane(this.addresses.enhanced),
      blurred: plane(this.addresses.blurred),
      edges: plane(this.addresses.edges),
    };
    this.counts = new Uint32Array(instance.memory.buffer, addressOf(instance.COUNT_TABLES), COUNT_TABLES * 256);
  }

  grayscale(from: number, to: number): void {
    const { instance, addresses } = this;
    instance.grayscale(addressOf(instance.rgbPlane) + 3 * from, addresses.grayscale + from, to - from);
  }

  addToHistogram(stage: ComputedStageId, counts: Uint32Array, from: number, to: number): void {
    this.counts.fill(0);
    this.instance.addToHistogram(this.addresses[stage] + from, to - from);
    for (let i = 0; i < this.counts.length; i++) counts[i & 255] += this.counts[i];
  }

  startEqualize(table: Uint8Array): void {
    this.bytes(addressOf(this.instance.equalizationTable), 256).set(table);
    this.instance.startEqualize();
  }

  equalize(from: number, to: number): void {
    const { instance, addresses } = this;
    instance.equalize(addresses.grayscale + from, addresses.enhanced + from, to - from);
  }

  startBlur(kernel: Uint16Array): void {
    const { memory, kernelWeights } = this.instance;
    new Uint16Array(memory.buffer, addressOf(kernelWeights), kernel.length).set(kernel);
    this.radius = kernel.length - 1;
  }

  blur(from: number, to: number): void {
    this.instance.gaussianBlur(this.radius, from, to);
  }

  startCanny({ apertureSize, l2Gradient }: PipelineParams['canny'], { low, high }: CannyThresholds): void {
    this.instance.startCanny(apertureSize, l2Gradient ? 1 : 0, low, high);
  }

  suppressNonMaxima(from: number, to: number): void {
    this.instance.suppressNonMaxima(from, to);
  }

  followEdges(pixels: number): boolean {
    return this.instance.followEdges(Math.max(1, Math.floor(pixels / PIXELS_A_WORD))) !== 0;
  }

  showEdges(from: number, to: number): void {
    this.instance.showReached(from, to);
  }

  release(): void {
    this.onRelease();
  }

  private bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.instance.memory.buffer, address, length);
  }
}

/** WebAssembly's 32-bit numbers arrive signed. */
function addressOf(global: WebAssembly.Global): number {
  return (global.value as number) >>> 0;
}
