import { expect, it } from 'vitest';
import { grayRaster } from '../../../../src/image/raster-image.ts';
import type { ImagePipeline } from '../../../../src/pipeline/engine.ts';
import { LiveImage } from '../../../../src/session/files/live-image.ts';
import type { ShownImage } from '../../../../src/session/processing/shown-image.ts';
import { stageSourceOf } from '../../../../src/session/processing/stage-source.ts';
import { SteppedEngines } from '../../../support/stepped-engines.ts';

it('samples of an image on show are counted once; again only where nothing came of it', async () => {
  const engine = await new SteppedEngines().create({ backend: 'cpu' });
  const pipeline: ImagePipeline = await engine.open(grayRaster(4, 1, Uint8Array.of(1, 0, 0, 0)));
  let asked = 0;
  pipeline.sampleCounts = () => Promise.resolve(Uint32Array.of(3, ++asked));
  const live = new LiveImage(1, { pipeline, engine, fallback: null }, () => undefined);
  let gone = true;
  const use = async <Result>(
    _live: LiveImage,
    look: (image: ImagePipeline) => Promise<Result>,
  ): Promise<Result | null> => (gone ? null : look(pipeline));
  const source = stageSourceOf({ use, draw: () => Promise.resolve(true) } as Pick<ShownImage, 'draw' | 'use'>, live);
  expect(await source.sampleCounts()).toBe(null);
  gone = false;
  const counts = await Promise.all([source.sampleCounts(), source.sampleCounts()]);
  expect(counts[0]).toEqual(Uint32Array.of(3, 1));
  expect(counts[1]).toBe(counts[0]);
  expect([await source.sampleCounts(), asked]).toEqual([counts[0], 1]);
});
