import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { Raster8, RasterImage } from '../../src/image/raster-image.ts';
import type { CannyParams } from '../../src/operators/canny.ts';
import type { Engine, ImagePipeline } from '../../src/pipeline/engine.ts';
import type { AnyGraph, ParamsOf, Stage } from '../../src/pipeline/graph.ts';
import {
  DEFAULT_PARAMS,
  defaultParams,
  resolveParams,
  resolveParamsOf,
  type DeepPartial,
  type PipelineParams,
} from '../../src/pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../../src/pipeline/standard-graph.ts';
import { equalizationTies, serpentine, spiral, type PathImage } from '../support/adversarial-images.ts';
import { EVERY_OPERATOR } from '../support/every-operator.ts';
import { expectSameImage } from '../support/expect-same-image.ts';
import { noise, noise16, ordinaryImages, radiograph, rgbNoise } from '../support/images.ts';
import { loadOpenCv, oracleChain, oracleOf, thresholdsOf, type OpenCv } from '../support/opencv.ts';
import { GRAPHS_IN_TURN, PARITY_ROWS, TWO_BRANCHES, type ParityRow } from './operators.ts';
import { anyParams, anySize, STEPS } from './parity-cases.ts';
import { afterTurns, outcome } from './turns.ts';

/** Fixed, so that a failure can be repeated. */
const SEED = 20240607;

/** What every engine must do, compared with OpenCV byte for byte. `description` is what the engine says it is. */
export function describeParity(name: string, description: RegExp, createEngine: () => Promise<Engine>): void {
  describe(`${name} engine against OpenCV`, () => {
    let cv: OpenCv;
    let engine: Engine;

    before(async () => {
      [cv, engine] = await Promise.all([loadOpenCv(), createEngine()]);
    });
    after(() => engine.dispose());

    /** Opens the image, hands it to `body` and frees it, whatever happens. */
    const withImage = async (image: RasterImage, body: (pipeline: ImagePipeline) => Promise<void>): Promise<void> => {
      const pipeline = await engine.open(image);
      try {
        await body(pipeline);
      } finally {
        pipeline.dispose();
      }
    };

    const expectStages = async (
      pipeline: ImagePipeline,
      name: string,
      image: RasterImage,
      params: PipelineParams,
      stages: readonly StageId[] = STAGE_IDS,
    ): Promise<void> => {
      const expected = oracleChain(cv, image, params);
      for (const stage of stages) {
        expectSameImage(await pipeline.read(stage), expected[stage], { image: name, stage, params });
      }
    };

    const expectChain = (name: string, image: RasterImage, params = DEFAULT_PARAMS): Promise<void> =>
      withImage(image, async (pipeline) => {
        await pipeline.update(params);
        await expectStages(pipeline, name, image, params);
      });

    /** Goes through all settings of a row on one open image each. */
    const expectRow = async ({ graph, images, params, stages = graph.order, oracle }: ParityRow): Promise<void> => {
      for (const { name, image } of images()) {
        const pipeline = await engine.open(image, { graph });
        try {
          for (const changes of params) {
            const wanted = resolveParamsOf(graph, changes, defaultParams(graph));
            await pipeline.update(wanted);
            const expected = oracle(cv, graph, image, wanted);
            for (const stage of stages) {
              expectSameImage(await pipeline.read(stage), expected[stage], { image: name, stage, params: wanted });
            }
            for (const stage of graph.computed) {
              const told = `${stage} of ${name}, ${JSON.stringify(wanted)}`;
              expect(await pipeline.found?.(stage), told).to.deep.equal(foundIn(expected, graph.stages[stage], wanted));
            }
          }
        } finally {
          pipeline.dispose();
        }
      }
    };

    const expectEveryOperator = (name: string, image: RasterImage, params: ParamsOf<AnyGraph> = {}): Promise<void> =>
      expectRow({
        name,
        graph: EVERY_OPERATOR,
        images: () => [{ name, image }],
        params: [params],
        oracle: oracleOf,
      });

    it('says which engine it is', () => {
      expect(engine.description).to.match(description);
    });

    describe('with default parameters', () => {
      for (const { name, image } of ordinaryImages()) {
        it(`computes ${name}`, () => expectEveryOperator(name, image));
      }

      it('computes images on which equalisation must round as single precision does', async () => {
        for (const { name, image } of equalizationTies()) await expectChain(name, image);
      });

      it('takes the high byte of 16-bit samples', async () => {
        await expectChain('16-bit gray', noise16(37, 29, 1, 4));
        await expectChain('16-bit rgb', noise16(37, 29, 3, 5));
      });

      it('reads rows that start anywhere in a buffer', async () => {
        const { data, ...shape } = rgbNoise(31, 20, 6);
        const shifted = new Uint8Array(data.length + 8);
        shifted.set(data, 5);
        await expectChain('shifted rgb', { ...shape, data: shifted.subarray(5, 5 + data.length) });
      });
    });

    describe('graphs of operators', () => {
      for (const row of PARITY_ROWS) it(row.name, () => expectRow(row));

      it('of any kind, one after the other, in memory that the last one leaves', async () => {
        const image = rgbNoise(75, 61, 33);
        for (let round = 0; round < 2; round++) {
          for (const { name, graph, params, oracle } of GRAPHS_IN_TURN) {
            for (const changes of params.slice(0, 2)) {
              await expectRow({ name, graph, params: [changes], oracle, images: () => [{ name, image }] });
            }
          }
        }
      });

      it('counts the values of every stage, whatever it is called', async () => {
        const image = rgbNoise(50, 41, 34);
        const pipeline = await engine.open(image, { graph: TWO_BRANCHES });
        try {
          const expected = oracleOf(cv, TWO_BRANCHES, image, pipeline.params);
          for (const stage of TWO_BRANCHES.order) {
            const counted = expected[stage === 'film' ? 'gray' : stage];
            expect(Array.from(await pipeline.histogram(stage)), stage).to.deep.equal(countsOf(counted));
          }
        } finally {
          pipeline.dispose();
        }
      });
    });

    describe('with every parameter', () => {
      it('computes random images of random size with random parameters', async () => {
        await fc.assert(
          fc.asyncProperty(
            anySize,
            anySize,
            fc.boolean(),
            fc.nat(),
            anyParams,
            async (width, height, rgb, seed, params) => {
              const image = rgb ? rgbNoise(width, height, seed) : noise(width, height, seed, 2 + (seed % 200));
              await expectEveryOperator(`${rgb ? 'rgb ' : ''}noise of seed ${seed}`, image, params);
            },
          ),
          { seed: SEED, numRuns: 120 },
        );
      });
    });

    describe('where an edge is one long path', () => {
      const expectFlood = async (path: PathImage): Promise<void> => {
        const { name, image, thresholds, farEnd, beginning } = path;
        const params = resolveParams({ canny: thresholds });
        const { highThreshold } = thresholds;
        const followed = oracleChain(cv, image, params).edges;
        const strongOnly = oracleChain(
          cv,
          image,
          resolveParams({ canny: { lowThreshold: highThreshold, highThreshold } }),
        ).edges;
        expect(edgesIn(followed, farEnd.x, farEnd.y, 4), `${name}: edge at the far end`).to.be.above(0);
        const strongRows = rowsWithEdges(strongOnly);
        expect(strongRows.length, `${name}: strong pixels`).to.be.above(0);
        expect(Math.min(...strongRows), `${name}: first row with a strong pixel`).to.be.at.least(beginning - 2);
        await expectChain(name, image, params);
      };

      it('follows a serpentine', async () => {
        await expectFlood(serpentine(64));
        await expectFlood(serpentine(200));
      });

      it('follows a spiral', async () => {
        await expectFlood(spiral(96));
        await expectFlood(spiral(256));
      });
    });

    describe('an open image', () => {
      it('is recomputed as one parameter after the other changes', async () => {
        const image = radiograph(121, 90);
        await withImage(image, async (pipeline) => {
          let params = DEFAULT_PARAMS;
          for (const changes of STEPS) {
            params = resolveParams(changes, params);
            await pipeline.update(changes);
            expect(pipeline.params).to.deep.equal(params);
            await expectStages(pipeline, 'radiograph', image, params);
          }
        });
      });

      it('reports the stages it recomputes, in order', async () => {
        await withImage(noise(50, 50, 10), async (pipeline) => {
          const reported = async (changes: DeepPartial<PipelineParams>): Promise<StageId[]> => {
            const stages: StageId[] = [];
            await pipeline.update(changes, { onStage: (stage) => stages.push(stage) });
            return stages;
          };
          expect(await reported({})).to.deep.equal(['grayscale', 'enhanced', 'blurred', 'edges']);
          expect(await reported({ canny: { lowThreshold: 10 } })).to.deep.equal(['edges']);
          expect(await reported({ blur: { sigma: 2 } })).to.deep.equal(['blurred', 'edges']);
          expect(await reported({ blur: { sigma: 2 } })).to.deep.equal([]);
        });
      });

      it('is computed by reading, before any update', async () => {
        const image = rgbNoise(40, 30, 11);
        for (const stages of [['edges'], ['grayscale', 'edges'], [...STAGE_IDS].reverse()] as StageId[][]) {
          await withImage(image, (pipeline) => expectStages(pipeline, 'rgb noise', image, DEFAULT_PARAMS, stages));
        }
      });

      it('gives the same bytes each time, and keeps its own when a result is changed', async () => {
        const image = noise(33, 35, 12);
        await withImage(image, async (pipeline) => {
          for (let time = 0; time < 2; time++) {
            await expectStages(pipeline, 'noise', image, DEFAULT_PARAMS);
            for (const stage of STAGE_IDS) if (stage !== 'original') (await pipeline.read(stage)).data.fill(7);
          }
        });
      });

      it('does not change the image it was given', async () => {
        const image = noise(33, 35, 13);
        const before = Uint8Array.from(image.data);
        await expectChain('noise', image);
        expect(image.data).to.deep.equal(before);
      });

      it('stands beside others', async () => {
        const images = [noise(50, 20, 14), rgbNoise(20, 50, 15), radiograph(64, 64)];
        const pipelines = await Promise.all(images.map((image) => engine.open(image)));
        await Promise.all(pipelines.map((pipeline, i) => pipeline.update({ blur: { kernelSize: 3 + 2 * i } })));
        for (const [i, pipeline] of pipelines.entries()) {
          const params = resolveParams({ blur: { kernelSize: 3 + 2 * i } });
          await expectStages(pipeline, `image ${i}`, images[i], params);
          pipeline.dispose();
        }
      });

      it('counts the values of each stage', async () => {
        for (const image of [noise(70, 31, 16), rgbNoise(31, 70, 17)]) {
          const expected = oracleChain(cv, image, DEFAULT_PARAMS);
          await withImage(image, async (pipeline) => {
            for (const stage of STAGE_IDS) {
              const counted = stage === 'original' ? expected.grayscale : expected[stage];
              const counts = await pipeline.histogram(stage);
              expect(Array.from(counts), `histogram of ${stage}`).to.deep.equal(countsOf(counted));
            }
          });
        }
      });
    });

    describe('an update', () => {
      it('is superseded by a newer one', async () => {
        const image = radiograph(400, 300);
        await withImage(image, async (pipeline) => {
          const sizes = [31, 29, 27, 3];
          const updates = sizes.map((kernelSize) => outcome(pipeline.update({ blur: { kernelSize } })));
          expect(await Promise.all(updates)).to.deep.equal(['AbortError', 'AbortError', 'AbortError', 'done']);
          const params = resolveParams({ blur: { kernelSize: 3 } });
          expect(pipeline.params).to.deep.equal(params);
          await expectStages(pipeline, 'radiograph', image, params);
        });
      });

      it('takes over what the one it supersedes asked for', async () => {
        const image = radiograph(300, 200);
        await withImage(image, async (pipeline) => {
          const first = outcome(pipeline.update({ blur: { kernelSize: 9, sigma: 3 } }));
          await pipeline.update({ canny: { lowThreshold: 20 } });
          expect(await first).to.equal('AbortError');
          const params = resolveParams({ blur: { kernelSize: 9, sigma: 3 }, canny: { lowThreshold: 20 } });
          expect(pipeline.params).to.deep.equal(params);
          await expectStages(pipeline, 'radiograph', image, params);
        });
      });

      it('is superseded while it works, at whatever moment', async () => {
        const image = radiograph(500, 400);
        await withImage(image, async (pipeline) => {
          for (const delay of [0, 1, 3, 6, 10, 15, 25]) {
            const first = outcome(
              pipeline.update({ blur: { kernelSize: 31, sigma: delay }, canny: { apertureSize: 7 } }),
            );
            await new Promise((resolve) => setTimeout(resolve, delay));
            const next = { blur: { kernelSize: 5, sigma: 1 + delay }, canny: { apertureSize: 3 } } as const;
            await pipeline.update(next);
            expect(await first, `first update, after ${delay} ms`).to.be.oneOf(['AbortError', 'done']);
            const params = resolveParams(next);
            await expectStages(pipeline, `radiograph after ${delay} ms`, image, params);
          }
        });
      });

      it('is superseded right after its report of a stage', async () => {
        const image = radiograph(90, 70);
        let kernelSize = 5;
        for (const stage of ['grayscale', 'enhanced', 'blurred', 'edges'] as const) {
          for (const later of [0, 1, 2]) {
            await withImage(image, async (pipeline) => {
              const updates: Promise<string>[] = [];
              await new Promise<void>((resolve) => {
                const onStage = (reported: StageId): void => {
                  if (reported === stage) resolve();
                };
                updates.push(outcome(pipeline.update({}, { onStage })));
              });
              if (later > 0) await afterTurns(later);
              // No kernel of that size was used yet: the second one's programs are compiled while the third one comes.
              kernelSize += 2;
              updates.push(outcome(pipeline.update({ blur: { kernelSize } })));
              await afterTurns(4);
              await pipeline.update({ canny: { lowThreshold: 50 } });
              for (const ended of await Promise.all(updates)) expect(ended).to.be.oneOf(['AbortError', 'done']);
              const params = resolveParams({ blur: { kernelSize }, canny: { lowThreshold: 50 } });
              expect(pipeline.params).to.deep.equal(params);
              await expectStages(pipeline, `radiograph, ${later} turns after ${stage}`, image, params);
            });
          }
        }
      });

      it('leaves the last finished state behind when it is aborted', async () => {
        const image = radiograph(500, 400);
        await withImage(image, async (pipeline) => {
          await pipeline.update();
          for (const stageSeen of ['blurred', null] as const) {
            const controller = new AbortController();
            const update = outcome(
              pipeline.update(
                { blur: { kernelSize: 21, sigma: 4 } },
                { signal: controller.signal, onStage: (stage) => stage === stageSeen && controller.abort() },
              ),
            );
            if (stageSeen === null) controller.abort();
            expect(await update).to.equal('AbortError');
            expect(pipeline.params).to.deep.equal(DEFAULT_PARAMS);
            await expectStages(pipeline, `radiograph, aborted at ${stageSeen}`, image, DEFAULT_PARAMS);
          }
          await pipeline.update({ canny: { lowThreshold: 50 } });
          expect(pipeline.params).to.deep.equal(resolveParams({ canny: { lowThreshold: 50 } }));
        });
      });

      it('does nothing when its signal is aborted already', async () => {
        await withImage(noise(20, 20, 18), async (pipeline) => {
          const controller = new AbortController();
          controller.abort();
          expect(await outcome(pipeline.update({}, { signal: controller.signal }))).to.equal('AbortError');
          expect(await outcome(engine.open(noise(3, 3, 1), { signal: controller.signal }))).to.equal('AbortError');
        });
      });

      it('refuses parameters that are out of range and goes on with the old ones', async () => {
        const image = noise(20, 20, 19);
        await withImage(image, async (pipeline) => {
          const problem = await messageOf(pipeline.update({ blur: { kernelSize: 4 } }));
          expect(problem).to.contain('blur.kernelSize is 4');
          await expectStages(pipeline, 'noise', image, DEFAULT_PARAMS);
        });
      });
    });

    describe('disposal', () => {
      it('rejects what is pending and what comes later', async () => {
        const pipeline = await engine.open(radiograph(300, 300));
        const pending = [outcome(pipeline.update()), outcome(pipeline.read('edges'))];
        pipeline.dispose();
        pipeline.dispose();
        expect(await Promise.all(pending)).to.deep.equal(['AbortError', 'AbortError']);
        expect(await outcome(pipeline.update())).to.equal('AbortError');
        expect(await outcome(pipeline.read('grayscale'))).to.equal('AbortError');
      });

      it('of an engine disposes of its images and leaves other engines alone', async () => {
        const other = await createEngine();
        const pipeline = await other.open(radiograph(300, 300));
        const pending = outcome(pipeline.update());
        other.dispose();
        other.dispose();
        expect(await pending).to.equal('AbortError');
        await expectChain('noise', noise(16, 16, 24));
      });
    });
  });
}

/** The thresholds that an image decides on. */
function foundIn(
  planes: Readonly<Record<string, RasterImage>>,
  { operator, inputs, params: group }: Stage,
  params: Readonly<Record<string, unknown>>,
): object | null {
  const values = params[group ?? ''] as CannyParams;
  if (operator?.id !== 'canny' || values.thresholds === 'manual') return null;
  const { low, high } = thresholdsOf(planes[inputs[0]] as Raster8, values);
  return { lowThreshold: low, highThreshold: high };
}

function countsOf({ data }: RasterImage): number[] {
  const counts = new Array<number>(256).fill(0);
  for (const value of data) counts[value]++;
  return counts;
}

function edgesIn({ width, height, data }: RasterImage, x: number, y: number, reach: number): number {
  let count = 0;
  for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row++) {
    for (let column = Math.max(0, x - reach); column <= Math.min(width - 1, x + reach); column++) {
      if (data[row * width + column] > 0) count++;
    }
  }
  return count;
}

function rowsWithEdges({ width, height, data }: RasterImage): number[] {
  return Array.from({ length: height }, (_, y) => y).filter((y) =>
    data.subarray(y * width, (y + 1) * width).some((value) => value > 0),
  );
}

function messageOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => '',
    (error: Error) => error.message,
  );
}
