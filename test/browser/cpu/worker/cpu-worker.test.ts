import { expect } from '@open-wc/testing';
import { createCpuEngine } from '../../../../src/cpu/cpu-engine.ts';
import { DEFAULT_PARAMS } from '../../../../src/pipeline/params.ts';
import { STAGE_IDS } from '../../../../src/pipeline/standard-graph.ts';
import { watchWorkers } from '../../../support/crashing-workers.ts';
import { expectSameImage } from '../../../support/expect-same-image.ts';
import { radiograph, rgbNoise } from '../../../support/images.ts';
import { loadOpenCv, oracleChain } from '../../../support/opencv.ts';

describe('the CPU engine', () => {
  let watched: ReturnType<typeof watchWorkers> | null = null;
  const watch = (options?: Parameters<typeof watchWorkers>[0]): ReturnType<typeof watchWorkers> =>
    (watched = watchWorkers(options));
  afterEach(() => watched?.restore());

  const expectChain = async (): Promise<void> => {
    const cv = await loadOpenCv();
    const image = rgbNoise(120, 90, 1);
    const expected = oracleChain(cv, image, DEFAULT_PARAMS);
    const engine = await createCpuEngine();
    const pipeline = await engine.open(image);
    for (const stage of STAGE_IDS)
      expectSameImage(await pipeline.read(stage), expected[stage], { image: 'rgb', stage });
    engine.dispose();
  };

  it('computes in one worker', async () => {
    const { scripts } = watch();
    await expectChain();
    expect(scripts).to.deep.equal(['/src/cpu/worker/cpu.worker.ts']);
  });

  it('computes on the page’s thread where workers are refused', async () => {
    const { scripts } = watch({ refuseFrom: 0 });
    await expectChain();
    expect(scripts).to.deep.equal([]);
  });

  it('computes on the page’s thread where workers do not load', async () => {
    const { scripts } = watch({ refuseFrom: 0, how: 'does not load' });
    await expectChain();
    expect(scripts).to.deep.equal([]);
  });

  it('takes the image over without taking it away', async () => {
    const engine = await createCpuEngine();
    const image = rgbNoise(20, 20, 2);
    const pipeline = await engine.open(image);
    expect(image.data.length).to.equal(1200);
    expect(await pipeline.read('original')).to.equal(image);
    engine.dispose();
  });

  it('draws on a canvas that an engine of the other kind has used', async () => {
    const engine = await createCpuEngine();
    const pipeline = await engine.open(radiograph(40, 30));
    const canvas = document.createElement('canvas');
    canvas.getContext('bitmaprenderer');
    await pipeline.draw('grayscale', canvas);
    expect([canvas.width, canvas.height]).to.deep.equal([40, 30]);
    engine.dispose();
  });

  it('leaves the page’s thread free while it computes and draws', async () => {
    const engine = await createCpuEngine();
    const pipeline = await engine.open(radiograph(1024, 1024));
    const canvas = document.createElement('canvas');
    // Turns of this thread between the start and the end; a computation in one task would leave none. How long its tasks are
    // is measured by `npm run bench -- responsive`, in a browser of its own.
    let turns = 0;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      turns++;
      port2.postMessage(null);
    };
    port2.postMessage(null);
    await pipeline.update({ blur: { kernelSize: 31 }, canny: { apertureSize: 7 } });
    await pipeline.draw('edges', canvas);
    port1.close();
    engine.dispose();
    expect(turns).to.be.above(0);
  });
});
