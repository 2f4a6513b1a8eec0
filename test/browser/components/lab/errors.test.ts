import { expect } from '@open-wc/testing';
import {
  button,
  buttons,
  figures,
  findAll,
  next,
  openLab,
  pngFile,
  record,
  textFile,
  tornFile,
} from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';
import { ANY_FORMAT } from '../../../support/format-names.ts';

const alerts = (lab: Element): string[] =>
  findAll(lab, '[role="alert"]').map((card) => (card.textContent ?? '').trim());

describe('what goes wrong in <xray-lab>', () => {
  it('stops no other file, and process() settles', async () => {
    const lab = await openLab();
    const errors = record(document, 'xray-error');
    const bad = [textFile('notes.txt'), await tornFile('torn.png'), new File([], 'empty.png')];
    await lab.process([bad[0], await pngFile('first.png'), bad[1], bad[2], await pngFile('last.png')]);
    await lab.updateComplete;
    expect(lab.results.map(({ name }) => name)).to.deep.equal(['first.png', 'last.png']);
    expect(errors.map(({ code }) => code)).to.deep.equal(['unsupported-type', 'decode-failed', 'file-empty']);
    expect(errors.map(({ file }) => file)).to.deep.equal(bad);
    expect(alerts(lab)).to.deep.equal(['empty.png: the file is empty.']);
    button(lab, '3 could not be read').click();
    await waitUntil(() => findAll(lab, '.card').length === 3);
    const told = findAll(lab, '.card p:first-child').map(({ textContent }) => textContent);
    expect(told).to.deep.equal([
      `notes.txt: invalid file type. Please choose a ${ANY_FORMAT} image.`,
      'torn.png: the image could not be read. The file may be damaged.',
      'empty.png: the file is empty.',
    ]);
    expect(figures(lab)).to.have.length(5);
    expect(lab.busy).to.equal(false);
  });

  it('leaves results on show, and goes when it is dismissed', async () => {
    const lab = await openLab();
    await lab.process(await pngFile('good.png'));
    await lab.process(await tornFile('torn.png'));
    await lab.updateComplete;
    expect(figures(lab)).to.have.length(5);
    expect(lab.results).to.have.length(1);
    await waitUntil(() => findAll(lab, 'canvas.painted').length === 5);
    expect(alerts(lab)).to.have.length(1);
    button(lab, 'Dismiss').click();
    await lab.updateComplete;
    expect(alerts(lab)).to.have.length(0);
    expect(figures(lab)).to.have.length(5);
  });

  it('stands in the empty state when nothing else does', async () => {
    const lab = await openLab();
    await lab.process(await tornFile('torn.png'));
    await lab.updateComplete;
    expect(figures(lab)).to.have.length(0);
    expect(buttons(lab, 'Choose X-ray Image')).to.have.length(1);
    expect(alerts(lab)).to.have.length(1);
  });

  it('names limits that were set here', async () => {
    const lab = await openLab({ 'max-pixels': '5000', accept: 'image/jpeg' });
    const errors = record(lab, 'xray-error');
    await lab.process(await pngFile('large.png'));
    lab.maxPixels = 50_000;
    await lab.process(await pngFile('type.png'));
    lab.accept = 'image/png';
    lab.maxFileSize = 100;
    await lab.process(await pngFile('heavy.png'));
    expect(errors.map(({ code }) => code)).to.deep.equal(['image-too-large', 'unsupported-type', 'file-too-large']);
    expect(errors[0].message).to.contain('large.png: 120 × 90 pixels is too large.');
  });

  it('is told once when no engine can run, and can be tried again', async () => {
    const lab = await openLab({ backend: 'webgl2' });
    const { getContext } = HTMLCanvasElement.prototype;
    const errors = record(lab, 'xray-error');
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string) {
      return kind === 'webgl2' ? null : (getContext.call(this, '2d') as RenderingContext | null);
    } as typeof getContext;
    try {
      await lab.process([await pngFile('a.png'), await pngFile('b.png')]);
    } finally {
      HTMLCanvasElement.prototype.getContext = getContext;
    }
    await lab.updateComplete;
    expect(new Set(errors.map(({ code }) => code))).to.deep.equal(new Set(['engine-unavailable']));
    expect(alerts(lab)).to.have.length(1);
    lab.backend = 'cpu';
    void lab.process(await pngFile('a.png'));
    await next(lab, 'xray-results');
    await waitUntil(() => !lab.busy);
    expect(lab.results).to.have.length(1);
  });
});
