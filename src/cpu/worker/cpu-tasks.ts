import { throwIfAborted } from '../../base/xray-error.ts';
import { axisSpans, type Reduction } from '../../image/axis-spans.ts';
import { decodeInto } from '../../decode/decode-into.ts';
import type { DecodeReport, FileToDecode } from '../../image/image-in-file.ts';
import type { SampleRange } from '../../image/given-samples.ts';
import { copyRows, type RowRequest } from '../../image/row-source.ts';
import type { FoundParams } from '../../operators/operator.ts';
import type { PicturePart } from '../../pipeline/engine.ts';
import type { TaskHandlers } from '../../worker/tasks.ts';
import { chooseKernels, type ChosenKernels, type KernelChoice } from './choose-kernels.ts';
import type { CpuImage, KernelKind } from '../kernels/open-image.ts';
import type { ImageLayout } from '../memory/image-planes.ts';
import { expandToRgba, type SampledImage } from '../../image/scale-to-rgba.ts';
import { WorkSlices } from '../memory/work-slices.ts';

/** What the CPU engine's worker does. `id` names an open image; the engine asks only for stages that are ready. */
export type CpuTasks = {
  /** Chooses the kernels: the first task of all. */
  start: { input: { kernels: KernelChoice }; output: KernelKind };
  /** Makes room for an image and what is to be computed from it. */
  open: { input: { id: number; layout: ImageLayout }; output: undefined };
  /** Samples of the given image as bytes, from `offset` on. They come back, for their memory to be used again. */
  fill: { input: { id: number; offset: number; samples: Uint8Array }; output: Uint8Array };
  /** Has the planes mapped, while others get the samples, until it is aborted. */
  touch: { input: { id: number }; output: undefined };
  /** All of them, as bytes, whose memory is given back. */
  take: { input: { id: number; samples: Uint8Array }; output: undefined };
  /** Has them decoded into their plane, and gives the SHA-256 where it is wanted; reports as {@link Heard}. */
  decode: { input: { id: number; file: FileToDecode }; output: string | null; report: DecodeReport };
  /** The lowest and the highest sample. */
  range: { input: { id: number }; output: SampleRange };
  /** How often each sample is there. */
  counts: { input: { id: number }; output: Uint32Array };
  /** That of a pixel, counted row by row. */
  sample: { input: { id: number; at: number }; output: number };
  /** Computes `stages`, in that order, and reports each when its plane is ready. */
  compute: {
    input: { id: number; stages: readonly PlannedStage[] };
    output: undefined;
    report: ComputedStage;
  };
  /** A copy of a stage's plane. */
  read: { input: { id: number; stage: string }; output: Uint8Array };
  /** Rows of a stage's plane. */
  rows: { input: RowRequest & { id: number; stage: string }; output: Uint8Array<ArrayBuffer> };
  histogram: { input: { id: number; stage: string }; output: Uint32Array };
  /** RGBA of a part of a stage in the size wanted. */
  render: {
    input: WantedPicture & { id: number; stage: string };
    output: Uint8ClampedArray<ArrayBuffer>;
  };
  close: { input: { id: number }; output: undefined };
};

/** A picture of a whole image, and what of it is wanted. */
export interface WantedPicture {
  readonly width: number;
  readonly height: number;
  readonly part: PicturePart;
  readonly reduction: Reduction;
}

/** A stage and what its operator is to compute with. */
export interface PlannedStage {
  readonly id: string;
  readonly plan: unknown;
}

/** A stage that is ready, and the milliseconds it took. */
export interface ComputedStage {
  readonly stage: string;
  readonly ms: number;
  /** Parameters that the image decided on. */
  readonly found: FoundParams | null;
}

interface ImageInUse {
  readonly image: CpuImage;
  /** Tasks that are reading planes in slices; none may be overwritten before they are done. */
  readonly readers: Set<Promise<unknown>>;
  /** Tasks that are writing planes: one, and those aborted that have not seen it yet. */
  readonly writers: Set<Promise<unknown>>;
}

/** The tasks with the memory of the images that are open. */
export function createCpuTasks(): TaskHandlers<CpuTasks> {
  const images = new Map<number, ImageInUse>();
  let chosen: ChosenKernels | null = null;

  const imageOf = (id: number): ImageInUse => {
    const image = images.get(id);
    if (!image) throw new Error(`The CPU engine has no open image ${id}.`);
    return image;
  };

  const listed = async <T>(list: Set<Promise<unknown>>, task: Promise<T>): Promise<T> => {
    list.add(task);
    try {
      return await task;
    } finally {
      list.delete(task);
    }
  };

  return {
    async start({ kernels }) {
      chosen = await chooseKernels(kernels);
      return chosen.kind;
    },

    async open({ id, layout }, { signal }) {
      if (!chosen) throw new Error('The CPU engine has not been started.');
      const image = await chosen.open(layout);
      if (signal.aborted) image.release();
      throwIfAborted(signal);
      images.set(id, { image, readers: new Set(), writers: new Set() });
      return undefined;
    },

    fill({ id, offset, samples }, { transfer }) {
      imageOf(id).image.samples.bytes.set(samples, offset);
      transfer(samples.buffer);
      return samples;
    },

    async touch({ id }, { signal }) {
      const { image, writers } = imageOf(id);
      await listed(writers, image.touch(new WorkSlices(signal)));
      return undefined;
    },

    async take({ id, samples }, { signal, free }) {
      const { image, writers } = imageOf(id);
      const data = image.samples.bytes;
      const copy = (from: number, to: number): void => data.set(samples.subarray(from, to), from);
      await listed(writers, new WorkSlices(signal).overPixels(samples.length, copy));
      free(samples.buffer);
      return undefined;
    },

    async decode({ id, file }, context) {
      const { image, writers } = imageOf(id);
      return listed(writers, decodeInto(image.samples.bytes, file, context));
    },

    async range({ id }, { signal }) {
      const { image, readers } = imageOf(id);
      return listed(readers, image.samples.range(new WorkSlices(signal)));
    },

    async counts({ id }, { signal }) {
      const { image, readers } = imageOf(id);
      return listed(readers, image.samples.counts(new WorkSlices(signal)));
    },

    sample: ({ id, at }) => imageOf(id).image.samples.at(at),

    async compute({ id, stages }, { signal, report }) {
      const { image, readers, writers } = imageOf(id);
      const computeStages = async (): Promise<undefined> => {
        if (readers.size > 0) await Promise.allSettled(readers);
        const slices = new WorkSlices(signal);
        for (const { id: stage, plan } of stages) {
          // The last report can have led straight to another computation, which has begun this stage already.
          throwIfAborted(signal);
          const start = performance.now();
          const found = await image.compute(stage, plan, slices);
          report({ stage, ms: performance.now() - start, found });
        }
      };
      return listed(writers, computeStages());
    },

    read({ id, stage }, { transfer }) {
      const copy = new Uint8Array(imageOf(id).image.plane(stage).data);
      transfer(copy.buffer);
      return copy;
    },

    rows({ id, stage, ...request }, { transfer }) {
      const plane = imageOf(id).image.plane(stage);
      const rows = copyRows({ ...plane, bitDepth: 8 }, plane.data, request);
      transfer(rows.buffer);
      return rows;
    },

    async histogram({ id, stage }, { signal }) {
      const { image, readers } = imageOf(id);
      return listed(readers, image.histogram(stage, new WorkSlices(signal)));
    },

    async render({ id, stage, ...picture }, { signal, transfer }) {
      const { image, readers } = imageOf(id);
      const rgba = await listed(readers, render(image, stage, picture, new WorkSlices(signal)));
      transfer(rgba.buffer);
      return rgba;
    },

    async close({ id }) {
      const { image, readers, writers } = imageOf(id);
      images.delete(id);
      await Promise.allSettled([...readers, ...writers]);
      image.release();
      return undefined;
    },
  };
}

async function render(
  { plane: planeOf, scale }: CpuImage,
  stage: string,
  { width, height, part, reduction }: WantedPicture,
  slices: WorkSlices,
): Promise<Uint8ClampedArray<ArrayBuffer>> {
  const plane = planeOf(stage);
  const image: SampledImage = { width: plane.width, channels: plane.channels, samples: plane.data };
  const rgba = new Uint8ClampedArray(part.width * part.height * 4);
  if (width === plane.width && height === plane.height) {
    await slices.overRows(part.height, part.width, (from, to) => expandToRgba(image, part, rgba, from, to));
  } else {
    const columns = axisSpans(plane.width, width, part.x, part.width, reduction);
    const rows = axisSpans(plane.height, height, part.y, part.height, reduction);
    // A row of the target costs as much as the source rows behind it.
    const costOfRow = Math.max(part.width, Math.ceil((plane.width * plane.height) / height));
    await slices.overRows(part.height, costOfRow, (from, to) => scale[reduction](image, rgba, columns, rows, from, to));
  }
  return rgba;
}
