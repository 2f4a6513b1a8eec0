import { aTimeout, expect } from '@open-wc/testing';
import JSZip from 'jszip';
import { decodeImage } from '../../../../src/decode/decode-image.ts';
import type { RasterImage } from '../../../../src/image/raster-image.ts';
import { STAGE_IDS, type StageId } from '../../../../src/pipeline/standard-graph.ts';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { expectSameImage } from '../../../support/expect-same-image.ts';
import { radiograph } from '../../../support/images.ts';
import { onBackend } from '../../../support/skip-without.ts';
import {
  button,
  canvasOf,
  choose,
  figures,
  find,
  grayOn,
  findAll,
  next,
  openLab,
  pngFile,
  record,
  tornFile,
} from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

async function imagesIn(blob: Blob, stem: string): Promise<Record<StageId, RasterImage>> {
  const zip = await JSZip.loadAsync(blob);
  const images = await Promise.all(
    STAGE_IDS.map(async (stage) => {
      const png = await zip.files[`${stem}_${stage}.png`].async('blob');
      return [stage, await decodeImage(png)] as const;
    }),
  );
  return Object.fromEntries(images) as Record<StageId, RasterImage>;
}

async function manifestOf(blob: Blob): Promise<{ images: { parameters: unknown }[] }> {
  const zip = await JSZip.loadAsync(blob);
  return JSON.parse(await zip.files['manifest.json'].async('string')) as { images: { parameters: unknown }[] };
}

async function expectStages(images: Record<StageId, RasterImage>, attributes: Record<string, string>, file: File) {
  const reference = await openLab(attributes);
  await reference.process(file);
  for (const stage of STAGE_IDS) {
    expectSameImage(images[stage], await reference.results[0].read(stage), { image: file.name, stage });
  }
}

const fileButtons = (lab: XrayLab): HTMLElement[] => findAll(lab, '[part~="file"]');

describe('an export from <xray-lab>', () => {
  for (const backend of ['cpu', 'webgl2']) {
    it(
      `holds one set of parameters when they change before and meanwhile (${backend})`,
      onBackend(backend, async () => {
        const lab = await openLab({ backend });
        const file = await pngFile('a.png', radiograph(700, 500));
        await lab.process(file);
        for (const delay of [0, 4, 20, 60]) {
          lab.blurSize = 31;
          const exporting = lab.exportZip();
          await aTimeout(delay);
          lab.blurSize = 3;
          await next(lab, 'xray-results');
          const blob = await exporting;
          expect((await manifestOf(blob)).images[0].parameters).to.deep.include({ blur: { kernelSize: 31, sigma: 1 } });
          await expectStages(await imagesIn(blob, 'a'), { 'blur-size': '31' }, file);
          await waitUntil(() => !lab.busy);
        }
      }),
    );

    it(
      `goes on when another file is put on show (${backend})`,
      onBackend(backend, async () => {
        const lab = await openLab({ backend });
        const files = await Promise.all([1, 2, 3].map((seed) => pngFile(`${seed}.png`, radiograph(300, 200, seed))));
        await lab.process(files);
        await waitUntil(() => fileButtons(lab).length === 3);
        const exporting = lab.exportZip();
        for (const index of [1, 0, 2]) {
          await aTimeout(3);
          fileButtons(lab)[index].click();
        }
        const blob = await exporting;
        await expectStages(await imagesIn(blob, '1'), {}, files[0]);
        await expectStages(await imagesIn(blob, '3'), {}, files[2]);
      }),
    );
  }

  it(
    'goes on when another engine is asked for',
    onBackend('webgl2', async () => {
      const lab = await openLab({ backend: 'webgl2' });
      const files = await Promise.all([1, 2].map((seed) => pngFile(`${seed}.png`, radiograph(300, 200, seed))));
      await lab.process(files);
      const exporting = lab.exportZip();
      await aTimeout(5);
      lab.backend = 'cpu';
      const blob = await exporting;
      await expectStages(await imagesIn(blob, '1'), {}, files[0]);
      await expectStages(await imagesIn(blob, '2'), {}, files[1]);
    }),
  );

  it('ends with a reset', async () => {
    const lab = await openLab();
    await lab.process(await pngFile('a.png', radiograph(600, 500)));
    const exporting = lab.exportZip().catch((error: unknown) => error);
    lab.reset();
    expect(await exporting)
      .to.be.instanceOf(DOMException)
      .with.property('name', 'AbortError');
    expect(lab.busy).to.equal(false);
  });
});

describe('a result of <xray-lab>', () => {
  it('answers for the parameters it names, whatever they are by now', async () => {
    const lab = await openLab();
    await lab.process(await pngFile('a.png', radiograph(96, 96)));
    const [result] = lab.results;
    const before = await result.read('edges');
    lab.cannyLow = 5;
    lab.cannyHigh = 10;
    await next(lab, 'xray-results');
    expectSameImage(await result.read('edges'), before, { image: 'a.png', stage: 'edges' });
    const now = await lab.results[0].read('edges');
    expect(now.data.every((value, i) => value === before.data[i])).to.equal(false);
  });

  it('is not mixed up with a change while it is computed', async () => {
    const lab = await openLab();
    const file = await pngFile('a.png', radiograph(900, 700));
    await lab.process(file);
    lab.blurSize = 31;
    const reading = lab.results[0].read('blurred');
    lab.blurSize = 3;
    await next(lab, 'xray-results');
    const reference = await openLab({ 'blur-size': '31' });
    await reference.process(file);
    const origin = { image: 'a.png', stage: 'blurred' };
    expectSameImage(await reading, await reference.results[0].read('blurred'), origin);
  });

  it('is void after a reset', async () => {
    const lab = await openLab();
    await lab.process(await pngFile('a.png'));
    const [result] = lab.results;
    lab.reset();
    let error: unknown;
    await result.read('edges').catch((caught: unknown) => (error = caught));
    expect(error).to.be.instanceOf(DOMException).with.property('name', 'AbortError');
  });
});

describe('<xray-lab> at work', () => {
  it('shows a file that was computed behind another with the newest parameters', async () => {
    const lab = await openLab();
    const second = await pngFile('b.png', radiograph(1200, 900, 2));
    await lab.process(await pngFile('a.png', radiograph(64, 64, 1)));
    const work = lab.process(second);
    await next(lab, 'xray-load');
    // The second was put on show; the reader goes back to the first, changes a parameter, and returns.
    fileButtons(lab)[0].click();
    await lab.updateComplete;
    lab.cannyLow = 3;
    lab.cannyHigh = 6;
    await lab.updateComplete;
    fileButtons(lab)[1].click();
    await work;
    await waitUntil(() => !lab.busy && findAll(lab, 'canvas.painted').length === 5);

    const reference = await openLab({ 'canny-low': '3', 'canny-high': '6' });
    await reference.process(second);
    await waitUntil(() => findAll(reference, 'canvas.painted').length === 5);
    const [shown, expected] = [lab, reference].map((each) => canvasOf(each, 'edges'));
    await waitUntil(() => {
      const wanted = grayOn(expected);
      const there = grayOn(shown);
      return there.length === wanted.length && there.every((value, i) => value === wanted[i]);
    }, 'the newest edges are shown');
  });

  it('tells of one failure once, in manual mode too', async () => {
    const lab = await openLab({ manual: '' });
    const errors = record(lab, 'xray-error');
    choose(lab, [await pngFile('a.png'), new File([], 'empty.png')]);
    await waitUntil(() => errors.length === 1);
    await waitUntil(() => figures(lab).length === 5);
    button(lab, 'Process Image').click();
    await next(lab, 'xray-results');
    await waitUntil(() => !lab.busy);
    expect(errors.map(({ code }) => code)).to.deep.equal(['file-empty']);
  });

  it('lets the download go as soon as the files are through', async () => {
    const lab = await openLab();
    const fetched = window.fetch;
    let answer: (response: Response) => void = () => undefined;
    window.fetch = () => new Promise((resolve) => (answer = resolve));
    try {
      lab.src = '/slow.png';
      await lab.process(await pngFile('a.png'));
      await lab.updateComplete;
      expect(button(lab, 'Download Results (ZIP)').disabled).to.equal(false);
      answer(new Response(await pngFile('slow.png')));
      await waitUntil(() => lab.results.length === 2);
    } finally {
      window.fetch = fetched;
    }
  });

  it('says nothing more of a file after a reset', async () => {
    const lab = await openLab();
    const work = lab.process(await pngFile('a.png', radiograph(300, 300)));
    let steps = 0;
    lab.addEventListener('xray-progress', () => {
      if (++steps === 5) lab.reset();
    });
    await work;
    await lab.updateComplete;
    expect(find(lab, '[role="status"]').textContent).to.equal('');
  });

  it('needs no frame for a batch, a changed parameter and an export', async () => {
    const lab = await openLab();
    const { requestAnimationFrame } = window;
    window.requestAnimationFrame = () => 0;
    try {
      await lab.process([await pngFile('a.png'), await pngFile('b.png')]);
      lab.blurSize = 9;
      const { result } = await next(lab, 'xray-results');
      expect(result.params.blur.kernelSize).to.equal(9);
      expect((await lab.exportZip()).size).to.be.greaterThan(0);
    } finally {
      window.requestAnimationFrame = requestAnimationFrame;
    }
  });

  it('takes process() during process(), and another file while one fails', async () => {
    const lab = await openLab();
    const results = record(lab, 'xray-results');
    await Promise.all([
      lab.process([await pngFile('a.png'), await tornFile('torn.png')]),
      lab.process(await pngFile('b.png')),
      lab.process([]),
    ]);
    expect(results.map(({ result }) => result.name)).to.deep.equal(['a.png', 'b.png']);
    expect(lab.busy).to.equal(false);
  });
});

describe('<xray-lab> and addresses', () => {
  const fetched = window.fetch;
  afterEach(() => {
    window.fetch = fetched;
  });

  it('loads nothing after it was removed', async () => {
    let answer: (response: Response) => void = () => undefined;
    window.fetch = (_input, init) =>
      new Promise((resolve, reject) => {
        answer = resolve;
        init?.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      });
    const lab = await openLab({ src: '/slow.png' });
    await waitUntil(() => lab.busy);
    const loads = record(lab, 'xray-load');
    lab.remove();
    await aTimeout(10);
    answer(new Response(await pngFile('slow.png')));
    await aTimeout(100);
    expect([loads.length, lab.results.length, lab.busy]).to.deep.equal([0, 0, false]);
  });

  it('keeps loading while it is moved', async () => {
    let answer: (response: Response) => void = () => undefined;
    window.fetch = () => new Promise((resolve) => (answer = resolve));
    const lab = await openLab({ src: '/slow.png' });
    await waitUntil(() => lab.busy);
    lab.parentElement?.append(lab);
    await aTimeout(10);
    answer(new Response(await pngFile('slow.png')));
    await waitUntil(() => lab.results.length === 1);
  });

  it('takes the last of several first images', async () => {
    const answers = new Map<string, (response: Response) => void>();
    // As a server that does not hear of an abort.
    window.fetch = (input) => new Promise((resolve) => void answers.set(String(input), resolve));
    const lab = await openLab({ src: '/one.png' });
    await waitUntil(() => answers.has('/one.png'));
    lab.src = '/two.png';
    await waitUntil(() => answers.has('/two.png'));
    const results = next(lab, 'xray-results');
    answers.get('/two.png')?.(new Response(await pngFile('two.png')));
    await results;
    // The first answers last.
    answers.get('/one.png')?.(new Response(await pngFile('one.png')));
    await aTimeout(100);
    expect(lab.results.map(({ name }) => name)).to.deep.equal(['two.png']);
  });
});
