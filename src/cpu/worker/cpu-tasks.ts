import { throwIfAborted } from '../../base/xray-error.ts';
import { axisSpans } from '../../image/axis-spans.ts';
import type { PicturePart } from '../../pipeline/engine.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import type { ComputedStageId, StageId } from '../../pipeline/standard-graph.ts';
import type { TaskHandlers } from '../../worker/tasks.ts';
import { chooseKernels, type ChosenKernels, type KernelChoice } from './choose-kernels.ts';
import { CPU_STAGES, histogramOf } from '../kernels/cpu-operators.ts';
import type { ImageKernels, KernelKind } from '../kernels/image-kernels.ts';
import type { ImagePlanes, ImageShape } from '../memory/image-planes.ts';
import { expandToRgba, scaleToRgba, type SampledImage } from '../kernels/scale-to-rgba.ts';
import { WorkSlices } from '../memory/work-slices.ts';

/** What the CPU engine's worker does. `id` names an open image; the engine asks only for stages that are ready. */
export type CpuTasks = {
  /** Chooses the kernels: the first task of all. */
  start: { input: { kernels: KernelChoice }; output: KernelKind };
  /** Makes room for an image. */
  open: { input: { id: number; shape: ImageShape }; output: undefined };
  /** Samples of the original, from `offset` on. They come back, for their memory to be used again. */
  fill: { input: { id: number; offset: number; samples: Uint8Array }; output: Uint8Array };
  /** Computes `stages`, in that order, and reports each when its plane is ready. */
  compute: {
    input: { id: number; stages: readonly ComputedStageId[]; params: PipelineParams };
    output: undefined;
    report: ComputedStage;
  };
  /** A copy of a stage's plane. */
  read: { input: { id: number; stage: ComputedStageId }; output: Uint8Array };
  histogram: { input: { id: number; stage: ComputedStageId }; output: Uint32Array };
  /** RGBA of a part of a stage in the size wanted. */
  render: {
    input: { id: number; stage: StageId; width: number; height: number; part: PicturePart };
    output: Uint8ClampedArray<ArrayBuffer>;
  };
  close: { input: { id: number }; output: undefined };
};

/** A stage that is ready, and the milliseconds it took. */
export interface ComputedStage {
  readonly stage: ComputedStageId;
  readonly ms: number;
}

interface OpenImage {
  readonly kernels: ImageKernels;
  /** Tasks that are reading planes in slices; none may be overwritten before they are done. */
  readonly readers: Set<Promise<unknown>>;
  /** Tasks that are writing planes: one, and those aborted that have not seen it yet. */
  readonly writers: Set<Promise<unknown>>;
}

/** The tasks with the memory of the images that are open. */
export function createCpuTasks(): TaskHandlers<CpuTasks> {
  const images = new Map<number, OpenImage>();
  let chosen: ChosenKernels | null = null;

  const imageOf = (id: number): OpenImage => {
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

    async open({ id, shape }, { signal }) {
      if (!chosen) throw new Error('The CPU engine has not been started.');
      const kernels = await chosen.open(shape);
      if (signal.aborted) kernels.release();
      throwIfAborted(signal);
      images.set(id, { kernels, readers: new Set(), writers: new Set() });
      return undefined;
    },

    fill({ id, offset, samples }, { transfer }) {
      imageOf(id).kernels.planes.original.set(samples, offset);
      transfer(samples.buffer);
      return samples;
    },

    async compute({ id, stages, params }, { signal, report }) {
      const { kernels, readers, writers } = imageOf(id);
      const computeStages = async (): Promise<undefined> => {
        if (readers.size > 0) await Promise.allSettled(readers);
        const slices = new WorkSlices(signal);
        for (const stage of stages) {
          // The last report can have led straight to another computation, which has begun this stage already.
          throwIfAborted(signal);
          const start = performance.now();
          await CPU_STAGES[stage](kernels, params, slices);
          report({ stage, ms: performance.now() - start });
        }
      };
      return listed(writers, computeStages());
    },

    read({ id, stage }, { transfer }) {
      const copy = new Uint8Array(imageOf(id).kernels.planes[stage]);
      transfer(copy.buffer);
      return copy;
    },

    async histogram({ id, stage }, { signal }) {
      const { kernels, readers } = imageOf(id);
      return listed(readers, histogramOf(kernels, stage, new WorkSlices(signal)));
    },

    async render({ id, stage, ...picture }, { signal, transfer }) {
      const { kernels, readers } = imageOf(id);
      const rgba = await listed(readers, render(kernels.planes, stage, picture, new WorkSlices(signal)));
      transfer(rgba.buffer);
      return rgba;
    },

    async close({ id }) {
      const { kernels, readers, writers } = imageOf(id);
      images.delete(id);
      await Promise.allSettled([...readers, ...writers]);
      kernels.release();
      return undefined;
    },
  };
}

async function render(
  planes: ImagePlanes,
  stage: StageId,
  { width, height, part }: { width: number; height: number; part: PicturePart },
  slices: WorkSlices,
): Promise<Uint8ClampedArray<ArrayBuffer>> {
  const channels = stage === 'original' ? planes.channels : 1;
  const image: SampledImage = { width: planes.width, channels, samples: planes[stage] };
  const rgba = new Uint8ClampedArray(part.width * part.height * 4);
  if (width === planes.width && height === planes.height) {
    await slices.overRows(part.height, part.width, (from, to) => expandToRgba(image, part, rgba, from, to));
  } else {
    const columns = axisSpans(planes.width, width, part.x, part.width);
    const rows = axisSpans(planes.height, height, part.y, part.height);
    // A row of the target costs as much as the source rows behind it.
    const costOfRow = Math.max(part.width, Math.ceil((planes.width * planes.height) / height));
    await slices.overRows(part.height, costOfRow, (from, to) => scaleToRgba(image, rgba, columns, rows, from, to));
  }
  return rgba;
}
