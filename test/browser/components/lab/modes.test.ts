import { aTimeout, expect } from '@open-wc/testing';
import { deviceUsers } from '../../../../src/gpu/shared-device.ts';
import { STAGE_IDS } from '../../../../src/pipeline/standard-graph.ts';
import { radiograph } from '../../../support/images.ts';
import { onBackend } from '../../../support/skip-without.ts';
import {
  button,
  buttons,
  canvasOf,
  choose,
  figures,
  find,
  findAll,
  next,
  openLab,
  pngFile,
  record,
} from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

describe('ways of using <xray-lab>', () => {
  it('manual: waits for "Process Image"', async () => {
    const lab = await openLab({ manual: '' });
    const results = record(lab, 'xray-results');
    choose(lab, [await pngFile('a.png'), await pngFile('b.png')]);
    await waitUntil(() => buttons(lab, 'Process Image').length === 1 && findAll(lab, '[part~="file"]').length === 2);
    await aTimeout(50);
    expect(results).to.have.length(0);
    button(lab, 'Process Image').click();
    await waitUntil(() => results.length === 2 && !lab.busy);
    await lab.updateComplete;
    expect(buttons(lab, 'Process Image')).to.have.length(0);
  });

  it('manual: process() needs no press', async () => {
    const lab = await openLab({ manual: '' });
    await lab.process(await pngFile('a.png'));
    expect(lab.results).to.have.length(1);
  });

  it('no-controls and no-download leave out what they say', async () => {
    const lab = await openLab({ 'no-controls': '', 'no-download': '' });
    await lab.process(await pngFile('a.png'));
    await lab.updateComplete;
    expect(findAll(lab, 'xray-parameter-controls')).to.have.length(0);
    expect(
      findAll(lab, 'button').filter((b) => /save|download/i.test(b.getAttribute('aria-label') ?? b.innerText)),
    ).to.deep.equal([]);
    expect(buttons(lab, 'Reset')).to.have.length(1);
    lab.noControls = false;
    lab.noDownload = false;
    await lab.updateComplete;
    expect(buttons(lab, 'Download Results (ZIP)')).to.have.length(1);
    expect(findAll(find(lab, 'xray-parameter-controls'), 'input[type="range"]')).to.have.length(6);
  });

  it('reset: clears images and errors, in the middle of work too', async () => {
    const lab = await openLab();
    await lab.process([await pngFile('a.png'), new File([], 'empty.png')]);
    lab.blurSize = 9;
    await lab.updateComplete;
    button(lab, 'Reset').click();
    await lab.updateComplete;
    expect(lab.results).to.have.length(0);
    expect(figures(lab)).to.have.length(0);
    expect(findAll(lab, '[role="alert"]')).to.have.length(0);
    expect(lab.blurSize).to.equal(9);

    const results = record(lab, 'xray-results');
    const work = lab.process([await pngFile('b.png', radiograph(900, 900)), await pngFile('c.png')]);
    await next(lab, 'xray-load');
    lab.reset();
    await work;
    await aTimeout(50);
    expect(results).to.have.length(0);
    expect([lab.busy, lab.results.length, figures(lab).length]).to.deep.equal([false, 0, 0]);
    await lab.process(await pngFile('d.png'));
    expect(lab.results.map(({ name }) => name)).to.deep.equal(['d.png']);
  });

  it('two on a page keep to themselves', async () => {
    const [one, two] = [await openLab({ 'blur-size': '1' }), await openLab({ 'blur-size': '15' })];
    await Promise.all([
      one.process(await pngFile('one.png', radiograph(60, 60, 1))),
      two.process(await pngFile('two.png', radiograph(70, 70, 2))),
    ]);
    expect([one.results[0].name, two.results[0].name]).to.deep.equal(['one.png', 'two.png']);
    two.reset();
    expect((await one.results[0].read('original')).data).to.deep.equal(radiograph(60, 60, 1).data);
    await waitUntil(() => findAll(one, 'canvas.painted').length === 5);
    expect(canvasOf(one, 'blurred').width).to.equal(60);
  });

  it(
    'moved, it keeps its images; removed, it gives everything back',
    onBackend('webgl2', async () => {
      const lab = await openLab({ backend: 'webgl2' });
      await lab.process(await pngFile('a.png'));
      expect(deviceUsers()).to.equal(1);
      const elsewhere = document.createElement('div');
      document.body.append(elsewhere);
      elsewhere.append(lab);
      await aTimeout(20);
      expect(lab.results).to.have.length(1);
      expect((await lab.results[0].read('edges')).width).to.equal(120);
      await waitUntil(() => findAll(lab, 'canvas.painted').length === 5);

      elsewhere.remove();
      await waitUntil(() => deviceUsers() === 0);
      expect(lab.results).to.have.length(0);
      document.body.append(lab);
      await lab.process(await pngFile('b.png'));
      expect(lab.results).to.have.length(1);
      lab.remove();
      await waitUntil(() => deviceUsers() === 0);
    }),
  );

  it(
    'webgl2 and cpu show the same',
    onBackend('webgl2', async () => {
      const file = await pngFile('a.png', radiograph(130, 70));
      const [gpu, cpu] = [await openLab({ backend: 'webgl2' }), await openLab()];
      await Promise.all([gpu.process(file), cpu.process(file)]);
      expect([gpu.backendInUse, cpu.backendInUse]).to.deep.equal(['webgl2', 'cpu']);
      for (const stage of STAGE_IDS) {
        const [a, b] = await Promise.all([gpu.results[0].read(stage), cpu.results[0].read(stage)]);
        expect(a.data, stage).to.deep.equal(b.data);
      }
      gpu.backend = 'cpu';
      await gpu.updateComplete;
      await waitUntil(() => gpu.backendInUse === 'cpu' && !gpu.busy);
      await waitUntil(() => deviceUsers() === 0);
      expect(gpu.results[0].backend).to.equal('cpu');
    }),
  );

  it('wants an engine only when an image comes', async () => {
    const started: string[] = [];
    const BrowserWorker = window.Worker;
    window.Worker = class extends BrowserWorker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        started.push(String(url));
      }
    };
    try {
      const lab = await openLab();
      await aTimeout(50);
      expect(started).to.deep.equal([]);
      await lab.process(await pngFile('a.png'));
      expect(started.some((url) => url.includes('cpu'))).to.equal(true);
    } finally {
      window.Worker = BrowserWorker;
    }
  });

  it('fits its own box: a drawer where it is narrow, a rail where it is wide', async () => {
    const lab = await openLab({}, 700);
    await lab.process(await pngFile('a.png'));
    await lab.updateComplete;
    const drawer = find<HTMLDetailsElement>(lab, 'details[part~="parameters"]');
    expect(drawer.open).to.equal(false);
    for (const width of [320, 700, 1200]) {
      const { parentElement } = lab;
      if (parentElement) parentElement.style.width = `${width}px`;
      await waitUntil(() => findAll(lab, width < 1000 ? 'details.drawer' : '.rail').length === 1);
      expect(lab.scrollWidth, `at ${width}`).to.be.at.most(width);
      for (const frame of findAll(lab, '.frame')) {
        const { left, right } = frame.getBoundingClientRect();
        expect(right - left).to.be.greaterThan(200);
      }
    }
    expect(findAll(lab, 'details[part~="parameters"]')).to.have.length(0);
  });
});
