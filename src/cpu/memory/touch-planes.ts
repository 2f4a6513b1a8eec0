import type { ImagePlanes } from './image-planes.ts';
import type { WorkSlices } from './work-slices.ts';

/** Systems map no less memory than this at a time. */
const PAGE = 4096;

/** So that 64 pages, which may take a millisecond, are a step. */
const PIXELS_A_PAGE = 2048;

/** Writes to each page of planes what it holds, so that all are mapped: that takes longer than most of what is computed. */
export async function touchPlanes(planes: ImagePlanes, slices: Pick<WorkSlices, 'overRows'>): Promise<void> {
  for (const { data } of new Set(planes.values())) {
    await slices.overRows(Math.ceil(data.length / PAGE), PIXELS_A_PAGE, (from, to) => {
      for (let page = from; page < to; page++) data[page * PAGE] |= 0;
    });
  }
}
