import type { Raster8 } from '../../../src/image/raster-image.ts';
import { resolveParams } from '../../../src/pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../../../src/pipeline/standard-graph.ts';
import { expectSameImage } from '../../support/expect-same-image.ts';
import { loadOpenCv, oracleChain } from '../../support/opencv.ts';
import type { ResultsArchive } from './results-archive.ts';

/** What the original application computes, written out: the defaults are what is tested. */
export const ORIGINAL_PARAMS = resolveParams({
  blur: { kernelSize: 5, sigma: 1 },
  canny: { lowThreshold: 100, highThreshold: 200, apertureSize: 3, l2Gradient: false },
});

/** Fails unless every stage of `original` is, in every sample, what OpenCV computes. */
export async function expectStages(
  stage: (id: StageId) => Raster8,
  original: Raster8,
  image = 'the image',
): Promise<void> {
  const expected = oracleChain(await loadOpenCv(), original, ORIGINAL_PARAMS);
  for (const id of STAGE_IDS) expectSameImage(stage(id), expected[id], { image, stage: id });
}

/**
 * Fails unless the five PNGs of `name` in `archive` are what OpenCV computes from `original`; without one, from the
 * original that was saved with them.
 */
export async function expectOpencvStages(archive: ResultsArchive, name: string, original?: Raster8): Promise<void> {
  const image = (id: StageId): Raster8 => archive.image(`${name}_${id}.png`);
  await expectStages(image, original ?? image('original'), name);
}
