import { expect } from '@open-wc/testing';
import { createCpuEngine } from '../../../src/cpu/cpu-engine.ts';
import type { Raster8 } from '../../../src/image/raster-image.ts';
import { XrayError } from '../../../src/base/xray-error.ts';
import type { Engine, ImagePipeline } from '../../../src/pipeline/engine.ts';
import { resolveParams } from '../../../src/pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../../../src/pipeline/standard-graph.ts';
import { watchWorkers, type CrashesAt } from '../../support/crashing-workers.ts';
import { expectSameImage } from '../../support/expect-same-image.ts';
import { radiograph, rgbNoise } from '../../support/images.ts';
import { loadOpenCv, oracleChain } from '../../support/opencv.ts';

const image = rgbNoise(120, 90, 1);
const params = resolveParams({ blur: { kernelSize: 9 } });

/** The stages that can be read are those of `source` with {@link params}. */
async function expectExact(pipeline: ImagePipeline, source: Raster8 = image): Promise<void> {
  const expected = oracleChain(await loadOpenCv(), source, params);
  for (const stage of STAGE_IDS) {
    expectSameImage(await pipeline.read(stage), expected[stage], { image: 'crashed', stage, params });
  }
}

async function outcome(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'done',
    (error: unknown) => (error instanceof XrayError ? error.code : (error as Error).name),
  );
}

/** The `time`th request (1…) for `task`, whichever worker it goes to. */
const atRequest = (wanted: string, time = 1): CrashesAt => {
  let requests = 0;
  return (_worker, task) => task === wanted && ++requests === time;
};

describe('the CPU engine when its worker crashes', () => {
  const { warn } = console;
  const warnings: unknown[] = [];
  let watched: ReturnType<typeof watchWorkers>;
  const engines: Engine[] = [];

  beforeEach(() => {
    console.warn = (warning: unknown) => void warnings.push(warning);
  });
  afterEach(() => {
    console.warn = warn;
    watched.restore();
    for (const engine of engines.splice(0)) engine.dispose();
  });

  const start = async (options: Parameters<typeof watchWorkers>[0] = {}): Promise<Engine> => {
    watched = watchWorkers(options);
    const engine = await createCpuEngine();
    engines.push(engine);
    return engine;
  };

  for (const task of ['start', 'open', 'fill', 'compute', 'read', 'histogram', 'render']) {
    it(`does the work again in another one: at ${task}`, async () => {
      const engine = await start({ crashesAt: atRequest(task) });
      const pipeline = await engine.open(image);
      const stages: StageId[] = [];
      await pipeline.update(params, { onStage: (stage) => stages.push(stage) });
      expect(stages).to.deep.equal(['grayscale', 'enhanced', 'blurred', 'edges']);
      const bins = await pipeline.histogram('blurred');
      const canvas = document.createElement('canvas');
      await pipeline.draw('edges', canvas);
      await expectExact(pipeline);
      const blurred = (await pipeline.read('blurred')).data;
      expect(bins[blurred[0]]).to.equal(blurred.filter((value) => value === blurred[0]).length);
      const { data } = await pipeline.read('edges');
      const shown = canvas.getContext('2d')?.getImageData(0, 0, 120, 90).data;
      expect(data.every((value, i) => shown?.[i * 4] === value)).to.equal(true);
      expect(watched.scripts).to.have.length(2);
    });
  }

  it('brings every open image to the next one, though nothing was at work', async () => {
    const engine = await start();
    const other = radiograph(70, 50);
    const pipelines = [await engine.open(image), await engine.open(other)];
    await Promise.all(pipelines.map((pipeline) => pipeline.update(params)));
    watched.crash(0);
    await expectExact(pipelines[0]);
    await expectExact(pipelines[1], other);
    watched.crash(1);
    await expectExact(pipelines[1], other);
    expect(watched.scripts).to.have.length(3);
  });

  it('takes the next image when it crashed before', async () => {
    const engine = await start();
    watched.crash(0);
    const pipeline = await engine.open(image);
    await pipeline.update(params);
    await expectExact(pipeline);
  });

  it('repeats everything that was under way', async () => {
    const engine = await start({ crashesAt: atRequest('compute', 2) });
    const pipeline = await engine.open(image);
    await pipeline.update();
    const calls = [
      pipeline.update(params),
      pipeline.read('edges'),
      pipeline.histogram('enhanced'),
      pipeline.draw('blurred', document.createElement('canvas')),
    ];
    await Promise.all(calls);
    expect(pipeline.params).to.deep.equal(params);
    const expected = oracleChain(await loadOpenCv(), image, params).edges;
    expectSameImage((await calls[1]) as Raster8, expected, { image: 'crashed', stage: 'edges', params });
    expect(watched.scripts).to.have.length(2);
  });

  it('gives the newest update, also when an older one crashed', async () => {
    const engine = await start({ crashesAt: atRequest('compute', 1) });
    const pipeline = await engine.open(image);
    const first = outcome(pipeline.update({ blur: { kernelSize: 31 } }));
    const second = pipeline.update(params);
    expect(await first).to.equal('AbortError');
    await second;
    await expectExact(pipeline);
  });

  it('ends with AbortError what is aborted or closed while it is repeated', async () => {
    const controller = new AbortController();
    const engine = await start({
      crashesAt: (worker, task) => worker === 0 && task === 'compute',
      onStart: (worker) => {
        if (worker === 0) return;
        controller.abort();
        closed.dispose();
      },
    });
    const aborted = await engine.open(image);
    const closed = await engine.open(image);
    const calls = [outcome(aborted.update(params, { signal: controller.signal })), outcome(closed.update(params))];
    expect(await Promise.all(calls)).to.deep.equal(['AbortError', 'AbortError']);
    await aborted.update(params);
    await expectExact(aborted);
  });

  it('gives up a job that crashes two workers, without a third, and takes the next job', async () => {
    let broken = true;
    const engine = await start({ crashesAt: (_worker, task) => broken && task === 'compute' });
    const pipeline = await engine.open(image);
    const error: unknown = await pipeline.update(params).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(XrayError).with.property('code', 'engine-lost');
    expect(error).to.have.property('hint').that.includes('memory');
    expect(watched.scripts).to.have.length(2);
    expect(await outcome(pipeline.read('edges'))).to.equal('engine-lost');
    expect(watched.scripts).to.have.length(4);
    broken = false;
    await pipeline.update(params);
    await expectExact(pipeline);
  });

  it('does not give up an image for what another one does to their worker', async () => {
    const crashes: CrashesAt = (_worker, task, input) => task === 'compute' && (input as { id: number }).id === 2;
    const engine = await start({ crashesAt: crashes });
    // At work for longer than the other one's request takes to arrive.
    const large = radiograph(1500, 1200);
    const innocent = await engine.open(large);
    const guilty = await engine.open(image);
    const work = [outcome(innocent.update(params)), outcome(guilty.update(params))];
    expect(await Promise.all(work)).to.deep.equal(['done', 'engine-lost']);
    await expectExact(innocent, large);
  });

  it('gives up an image that crashes two workers when it is opened', async () => {
    const engine = await start({ crashesAt: (_worker, task) => task === 'fill' });
    expect(await outcome(engine.open(image))).to.equal('engine-lost');
    expect(watched.scripts).to.have.length(2);
  });

  for (const how of ['throws', 'does not load'] as const) {
    it(`goes on on the page’s thread when another one ${how === 'throws' ? 'is refused' : how}`, async () => {
      const engine = await start({ crashesAt: atRequest('compute'), refuseFrom: 1, how });
      const pipeline = await engine.open(image);
      await pipeline.update(params);
      await expectExact(pipeline);
      expect(watched.scripts).to.have.length(1);
    });
  }

  it('warns developers once', () => {
    expect(warnings).to.have.length(1);
    expect(warnings[0])
      .to.be.instanceOf(Error)
      .with.property('message')
      .that.matches(/^A worker stopped: /);
  });
});
