import { describe, expect, it } from 'vitest';
import type { CpuImage } from '../../../../src/cpu/kernels/open-image.ts';
import { chooseKernels } from '../../../../src/cpu/worker/choose-kernels.ts';
import { WorkSlices } from '../../../../src/cpu/memory/work-slices.ts';
import type { Raster8 } from '../../../../src/image/raster-image.ts';
import { clahe } from '../../../../src/operators/clahe.ts';
import { noise, paint, radiograph } from '../../../support/images.ts';
import { claheOf, loadOpenCv } from '../../../support/opencv.ts';

const SIZES = [
  [1, 1],
  [1, 9],
  [9, 1],
  [2, 3],
  [7, 5],
  [8, 8],
  [16, 24],
  [17, 24],
  [33, 40],
  [61, 47],
  [97, 101],
] as const;
const CLIPS = [0, 0.01, 0.7, 1, 2, 3.3, 40, 1000];
const GRIDS = [
  [1, 1],
  [1, 16],
  [16, 1],
  [2, 3],
  [5, 7],
  [8, 8],
  [13, 11],
  [16, 16],
] as const;

const GRAPH = { bitDepth: 8, given: 'film', stages: [{ id: 'better', operator: 'clahe', inputs: ['film'] }] } as const;

describe.each(['simd', 'plain'] as const)('CLAHE, %s', (kernels) => {
  const opened = async (image: Raster8): Promise<CpuImage> => {
    const { width, height, channels } = image;
    const { open } = await chooseKernels(kernels);
    const opened = await open({ ...GRAPH, shape: { width, height, channels } });
    opened.plane('film').data.set(image.data);
    return opened;
  };

  const slices = (): WorkSlices => new WorkSlices(new AbortController().signal);

  /** Runs a plan, and says how many pixels were worked on: once a count, once a picture. */
  const worked = async (film: CpuImage, plan: ReturnType<typeof clahe.plan>): Promise<number> => {
    let pixels = 0;
    const own = slices();
    await film.compute('better', plan, {
      overRows: (rows, width, work) => {
        pixels += rows * width;
        return own.overRows(rows, width, work);
      },
      overPixels: (count, work) => {
        pixels += count;
        return own.overPixels(count, work);
      },
      untilDone: (advance) => own.untilDone(advance),
    });
    return pixels;
  };

  it.each(SIZES)('%i × %i: equals OpenCV at every limit and grid', async (width, height) => {
    const cv = await loadOpenCv();
    const images = [
      noise(width, height, width * height),
      radiograph(width, height),
      paint(width, height, () => 77),
      paint(width, height, (x, y) => (((x >> 2) + (y >> 2)) & 1 ? 255 : 0)),
    ] as Raster8[];
    for (const image of images) {
      const film = await opened(image);
      for (const clipLimit of CLIPS) {
        for (const [tileColumns, tileRows] of GRIDS) {
          const expected = claheOf(cv, image, { clipLimit, tileColumns, tileRows });
          await film.compute('better', clahe.plan({ clipLimit, tileColumns, tileRows }, image), slices());
          const differing = film.plane('better').data.findIndex((value, i) => value !== expected.data[i]);
          expect(differing, `clip ${clipLimit}, ${tileColumns} × ${tileRows}`).toBe(-1);
        }
      }
      film.release();
    }
  });

  it('works on each pixel once when only the limit is another, else twice', async () => {
    const image = noise(64, 48, 4) as Raster8;
    const pixels = 64 * 48;
    const film = await opened(image);
    const plan = (clipLimit: number, tileColumns = 4): ReturnType<typeof clahe.plan> =>
      clahe.plan({ clipLimit, tileColumns, tileRows: 4 }, image);
    expect(await worked(film, plan(2))).toBe(2 * pixels);
    for (const limit of [3, 0, 1000]) expect(await worked(film, plan(limit))).toBe(pixels);
    expect(await worked(film, plan(3, 8))).toBe(2 * pixels);
    film.release();
  });

  it('counts no tile anew when only the limit is another', async () => {
    const cv = await loadOpenCv();
    const image = noise(60, 50, 3) as Raster8;
    const film = await opened(image);
    const { data } = film.plane('film');
    const limited = async (clipLimit: number): Promise<number> => {
      const plan = clahe.plan({ clipLimit, tileColumns: 4, tileRows: 4 }, image);
      await film.compute('better', plan, slices());
      const expected = claheOf(cv, image, { clipLimit, tileColumns: 4, tileRows: 4 });
      return film.plane('better').data.findIndex((value, i) => value !== expected.data[i]);
    };
    expect(await limited(2)).toBe(-1);
    // Half of the film goes dark behind its back: counts of it now would tell.
    const { better, worse } = { better: data.slice(), worse: new Uint8Array(data.length / 2) };
    data.set(worse);
    const plan = clahe.plan({ clipLimit: 5, tileColumns: 4, tileRows: 4 }, image);
    await film.compute('better', plan, slices());
    const withOldCounts = film.plane('better').data.slice(data.length / 2);
    data.set(better);
    expect(await limited(5)).toBe(-1);
    expect(withOldCounts).toEqual(film.plane('better').data.slice(data.length / 2));
    film.release();
  });
});
