import { expect } from 'vitest';
import type { Raster8 } from '../../../src/image/raster-image.ts';
import { STAGE_IDS, type StageId } from '../../../src/pipeline/stages.ts';
import { opencvStages, toRgb } from './opencv-stages.ts';
import type { ResultsArchive } from './results-archive.ts';

/** Fails unless every stage of `original` is, in every sample, what OpenCV computes. */
export async function expectStages(stage: (id: StageId) => Raster8, original: Raster8): Promise<void> {
  const expected = await opencvStages(original);
  for (const id of STAGE_IDS) {
    const actual = stage(id);
    expect(firstDifference(id === 'original' ? toRgb(actual) : actual, expected[id]), id).toBeNull();
  }
}

/**
 * Fails unless the five PNGs of `name` in `archive` are what OpenCV computes from `original`; without one, from the
 * original that was saved with them.
 */
export async function expectOpencvStages(archive: ResultsArchive, name: string, original?: Raster8): Promise<void> {
  const image = (id: StageId): Raster8 => archive.image(`${name}_${id}.png`);
  await expectStages(image, original ?? image('original'));
}

/** Where two images part, for a person; null when they are the same. */
function firstDifference(actual: Raster8, expected: Raster8): string | null {
  const shape = ({ width, height, channels }: Raster8): string => `${width} × ${height} × ${channels}`;
  if (shape(actual) !== shape(expected)) return `${shape(actual)} instead of ${shape(expected)}`;
  const { width, channels } = expected;
  const at = expected.data.findIndex((value, i) => actual.data[i] !== value);
  if (at < 0) return null;
  const pixel = Math.floor(at / channels);
  return `x=${pixel % width} y=${Math.floor(pixel / width)}: ${actual.data[at]} instead of ${expected.data[at]}`;
}
