import type { Raster8 } from '../image/raster-image.ts';
import type { PipelineParams } from '../pipeline/params.ts';
import type { ComputedStageId, StageId } from '../pipeline/stages.ts';
import type { TaskHandlers } from '../worker/tasks.ts';
import { CPU_STAGES, histogramOf } from './cpu-stages.ts';
import { allocatePlanes, type ImagePlanes } from './image-planes.ts';
import { axisSpans, expandToRgba, scaleToRgba, type SampledImage } from './kernels/scale-to-rgba.ts';
import { WorkSlices } from './work-slices.ts';

/** What the CPU engine's worker does. `id` names an open image; the engine asks only for stages that are ready. */
export type CpuTasks = {
  /** Takes the image over: its data must not be used by the caller afterwards. */
  open: { input: { id: number; image: Raster8 }; output: undefined };
  /** Computes `stages`, in that order, and reports each when its plane is ready. */
  compute: {
    input: { id: number; stages: readonly ComputedStageId[]; params: PipelineParams };
    output: undefined;
    report: ComputedStage;
  };
  /** A copy of a stage's plane. */
  read: { input: { id: number; stage: ComputedStageId }; output: Uint8Array };
  histogram: { input: { id: number; stage: ComputedStageId }; output: Uint32Array };
  /** RGBA of a stage in the size wanted. */
  render: {
    input: { id: number; stage: StageId; width: number; height: number };
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
  readonly planes: ImagePlanes;
  /** Tasks that are reading planes in slices; none may be overwritten before they are done. */
  readonly readers: Set<Promise<unknown>>;
}

/** The tasks with the memory of the images that are open. */
export function createCpuTasks(): TaskHandlers<CpuTasks> {
  const images = new Map<number, OpenImage>();

  const imageOf = (id: number): OpenImage => {
    const image = images.get(id);
    if (!image) throw new Error(`The CPU engine has no open image ${id}.`);
    return image;
  };

  const whileReading = async <T>({ readers }: OpenImage, reading: Promise<T>): Promise<T> => {
    readers.add(reading);
    try {
      return await reading;
    } finally {
      readers.delete(reading);
    }
  };

  return {
    open({ id, image }) {
      images.set(id, { planes: allocatePlanes(image), readers: new Set() });
      return undefined;
    },

    async compute({ id, stages, params }, { signal, report }) {
      const { planes, readers } = imageOf(id);
      if (readers.size > 0) await Promise.allSettled(readers);
      const slices = new WorkSlices(signal);
      for (const stage of stages) {
        const start = performance.now();
        await CPU_STAGES[stage](planes, params, slices);
        report({ stage, ms: performance.now() - start });
      }
      return undefined;
    },

    read({ id, stage }, { transfer }) {
      const copy = new Uint8Array(imageOf(id).planes[stage]);
      transfer(copy.buffer);
      return copy;
    },

    async histogram({ id, stage }, { signal }) {
      const image = imageOf(id);
      return whileReading(image, histogramOf(image.planes[stage], new WorkSlices(signal)));
    },

    async render({ id, stage, width, height }, { signal, transfer }) {
      const image = imageOf(id);
      const rgba = await whileReading(image, render(image.planes, stage, width, height, new WorkSlices(signal)));
      transfer(rgba.buffer);
      return rgba;
    },

    close({ id }) {
      images.delete(id);
      return undefined;
    },
  };
}

async function render(
  planes: ImagePlanes,
  stage: StageId,
  width: number,
  height: number,
  slices: WorkSlices,
): Promise<Uint8ClampedArray<ArrayBuffer>> {
  const channels = stage === 'original' ? planes.channels : 1;
  const image: SampledImage = { width: planes.width, channels, samples: planes[stage] };
  const rgba = new Uint8ClampedArray(width * height * 4);
  if (width === planes.width && height === planes.height) {
    await slices.overPixels(width * height, (from, to) => expandToRgba(image, rgba, from, to));
  } else {
    const columns = axisSpans(planes.width, width);
    const rows = axisSpans(planes.height, height);
    // A row of the target costs as much as the source rows behind it.
    const costOfRow = Math.max(width, Math.ceil((planes.width * planes.height) / height));
    await slices.overRows(height, costOfRow, (from, to) => scaleToRgba(image, rgba, columns, rows, from, to));
  }
  return rgba;
}
