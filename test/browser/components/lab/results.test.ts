import { expect, nextFrame } from '@open-wc/testing';
import JSZip from 'jszip';
import { STAGE_IDS, STAGES } from '../../../../src/pipeline/standard-graph.ts';
import { noise, radiograph, rgbNoise } from '../../../support/images.ts';
import {
  button,
  buttons,
  canvasOf,
  enter,
  figures,
  find,
  findAll,
  grayOn,
  next,
  openLab,
  pngFile,
  record,
} from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const painted = (lab: Element): boolean => findAll(lab, 'canvas.painted').length === STAGE_IDS.length;

describe('what <xray-lab> shows and tells of an image', () => {
  it('is five figures by name, and events that leave its shadow root', async () => {
    const lab = await openLab();
    const file = await pngFile('chest.png');
    const loads = record(document, 'xray-load');
    const steps = record(document, 'xray-progress');
    const results = record(document, 'xray-results');
    expect(figures(lab)).to.have.length(0);
    expect(lab.backendInUse).to.equal(null);

    const work = lab.process(file);
    expect(lab.busy).to.equal(true);
    await work;
    await lab.updateComplete;

    expect(lab.busy).to.equal(false);
    expect(lab.backendInUse).to.equal('cpu');
    expect(figures(lab).map((figure) => figure.getAttribute('aria-label'))).to.deep.equal(
      STAGE_IDS.map((id) => STAGES[id].title),
    );
    expect(loads).to.deep.equal([{ file, name: 'chest.png', width: 120, height: 90, bitDepth: 8 }]);
    expect(steps.map(({ done, total }) => [done, total])).to.deep.equal([1, 2, 3, 4, 5].map((done) => [done, 5]));
    expect(steps.every((step) => step.file === file)).to.equal(true);
    expect(results).to.have.length(1);
    expect(results[0].result).to.include({ name: 'chest.png', width: 120, height: 90, backend: 'cpu' });
    expect(find(lab, '[part~="details"]').textContent).to.match(
      /chest\.png\s*120 × 90 px\s*8-bit gray\s*Computed on CPU/,
    );
    expect(find(lab, '[role="status"]').textContent).to.equal('chest.png: five images ready');
  });

  it('is on the canvases what read() gives', async () => {
    const lab = await openLab();
    await lab.process(await pngFile('noise.png', noise(64, 48, 3)));
    await waitUntil(() => painted(lab));
    for (const stage of STAGE_IDS) {
      const canvas = canvasOf(lab, stage);
      expect([canvas.width, canvas.height], stage).to.deep.equal([64, 48]);
      const { data } = await lab.results[0].read(stage);
      expect(
        grayOn(canvas).findIndex((value, i) => value !== data[i]),
        stage,
      ).to.equal(-1);
    }
  });

  it('is drawn at the displayed size, and again when that changes', async () => {
    const lab = await openLab({}, 1100);
    await lab.process(await pngFile('large.png', radiograph(1600, 1200)));
    await waitUntil(() => painted(lab));
    const canvas = canvasOf(lab, 'edges');
    const frame = canvas.parentElement?.clientWidth ?? 0;
    expect(frame).to.be.greaterThan(100);
    expect(canvas.width).to.equal(Math.round(frame * devicePixelRatio));
    expect(canvas.height).to.equal(Math.round(frame * 0.75 * devicePixelRatio));
    const { parentElement } = lab;
    // Two columns.
    if (parentElement) parentElement.style.width = '652px';
    await waitUntil(() => canvas.width === Math.round(300 * devicePixelRatio));
  });

  it('takes its room as soon as the header is read, and keeps it', async () => {
    const lab = await openLab();
    const work = lab.process(await pngFile('wide.png', radiograph(200, 100)));
    await waitUntil(() => figures(lab).length === 5 && getComputedStyle(figures(lab)[0]).visibility === 'visible');
    await nextFrame();
    const frames = (): string[] =>
      findAll(lab, '.frame').map((frame) => {
        const { x, y, width, height } = frame.getBoundingClientRect();
        return [x, y, width, height].map(Math.round).join();
      });
    const early = frames();
    const { width, height } = find(lab, '.frame').getBoundingClientRect();
    expect(height / width).to.be.closeTo(0.5, 0.01);
    await work;
    await waitUntil(() => painted(lab));
    expect(frames()).to.deep.equal(early);
  });

  it('follows the parameters, and tells of their change', async () => {
    const lab = await openLab();
    await lab.process(await pngFile('noise.png', radiograph(96, 96)));
    const before = await lab.results[0].read('edges');
    const changes = record(lab, 'xray-change');
    const ranges = findAll<HTMLInputElement>(find(lab, 'xray-parameter-controls'), 'input[type="range"]');
    expect(ranges.map((range) => range.labels?.[0].textContent)).to.deep.equal([
      'Kernel size',
      'Sigma',
      'Low threshold',
      'High threshold',
      'Centre',
      'Width',
    ]);

    enter(ranges[2], '10');
    enter(ranges[3], '20');
    const { result } = await next(lab, 'xray-results');
    expect(changes.map(({ name }) => name)).to.deep.equal(['canny.lowThreshold', 'canny.highThreshold']);
    expect(result.params.canny).to.include({ lowThreshold: 10, highThreshold: 20 });
    expect(lab.getAttribute('canny-low')).to.equal('10');
    const after = await lab.results[0].read('edges');
    expect(after.data).not.to.deep.equal(before.data);
    await waitUntil(() => grayOn(canvasOf(lab, 'edges')).every((value, i) => value === after.data[i]));

    button(lab, 'Reset parameters').click();
    await next(lab, 'xray-results');
    expect((await lab.results[0].read('edges')).data).to.deep.equal(before.data);
  });

  it('gives the parameters of the moment when it is read at once after a change', async () => {
    const lab = await openLab();
    await lab.process(await pngFile('noise.png', radiograph(96, 96)));
    lab.cannyLow = 5;
    lab.cannyHigh = 10;
    const edges = await lab.results[0].read('edges');
    const other = await openLab({ 'canny-low': '5', 'canny-high': '10' });
    await other.process(await pngFile('noise.png', radiograph(96, 96)));
    expect((await other.results[0].read('edges')).data).to.deep.equal(edges.data);
  });

  it('corrects what is typed only when it is done', async () => {
    const lab = await openLab();
    await lab.process(await pngFile('a.png'));
    const [size] = findAll<HTMLInputElement>(lab, 'input[type="number"]');
    size.value = '8';
    size.dispatchEvent(new Event('input', { bubbles: true }));
    expect([lab.blurSize, size.value]).to.deep.equal([5, '8']);
    size.dispatchEvent(new Event('change', { bubbles: true }));
    expect([lab.blurSize, size.value]).to.deep.equal([9, '9']);
    await lab.updateComplete;
    enter(size, '');
    expect([lab.blurSize, size.value]).to.deep.equal([9, '9']);
  });

  it('changes with the chosen file, and is exact for the others too', async () => {
    const lab = await openLab();
    const [gray, colour] = [radiograph(80, 60), rgbNoise(50, 70, 2)];
    await lab.process([await pngFile('gray.png', gray), await pngFile('colour.png', colour)]);
    await lab.updateComplete;
    const files = findAll(lab, '[part~="file"]');
    expect(files.map((file) => file.getAttribute('aria-current'))).to.deep.equal(['true', 'false']);
    expect(findAll(lab, '.thumbnail canvas')).to.have.length(2);
    expect((await lab.results[1].read('original')).data).to.deep.equal(colour.data);

    files[1].click();
    await waitUntil(() => painted(lab) && !lab.busy);
    expect(canvasOf(lab, 'edges').width).to.equal(50);
    expect(files.map((file) => file.getAttribute('aria-current'))).to.deep.equal(['false', 'true']);
    expect((await lab.results[0].read('grayscale')).data).to.deep.equal(gray.data);
    const png = await lab.results[1].png('edges');
    expect(png.type).to.equal('image/png');
  });

  it('is exported as one ZIP, which a listener may stop', async () => {
    const lab = await openLab();
    await lab.process([await pngFile('a.png', radiograph(40, 30)), await pngFile('a.png', rgbNoise(30, 40, 1))]);
    const exports = record(lab, 'xray-export');
    const blob = await lab.exportZip();
    expect(exports).to.have.length(1);
    expect(exports[0]).to.include({ kind: 'zip', blob });
    const zip = await JSZip.loadAsync(blob);
    const stems = ['a', 'a-2'];
    expect(Object.keys(zip.files).sort()).to.deep.equal(
      ['manifest.json', ...stems.flatMap((stem) => STAGE_IDS.map((id) => `${stem}_${id}.png`))].sort(),
    );

    lab.addEventListener('xray-before-export', (event) => event.preventDefault());
    let stopped: unknown;
    await lab.exportZip().catch((error: unknown) => (stopped = error));
    expect(stopped).to.be.instanceOf(DOMException).with.property('name', 'AbortError');
    expect(exports).to.have.length(1);
    // Nothing to export is an error of its own.
    lab.reset();
    await lab.exportZip().catch((error: unknown) => (stopped = error));
    expect(stopped).to.have.property('code', 'export-failed');
  });

  it('is saved stage by stage under the name of its file', async () => {
    const lab = await openLab();
    await lab.process(await pngFile('knee.png'));
    await lab.updateComplete;
    const names: string[] = [];
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      names.push(this.download);
    };
    try {
      button(lab, 'Save Grayscale as PNG').click();
      const { kind, name } = await next(lab, 'xray-export');
      expect([kind, name]).to.deep.equal(['png', 'knee_grayscale.png']);
      await waitUntil(() => names.length === 1);
      button(lab, 'Download Results (ZIP)').click();
      await waitUntil(() => names.length === 2);
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
    expect(names).to.deep.equal(['knee_grayscale.png', 'knee_results.zip']);
    expect(buttons(lab, 'Download Results (ZIP)')).to.have.length(1);
  });
});
