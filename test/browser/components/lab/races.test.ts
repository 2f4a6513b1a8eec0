import { aTimeout, expect } from '@open-wc/testing';
import { radiograph } from '../../../support/images.ts';
import { button, find, next, openLab, pngFile, record } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

describe('<xray-lab> at work', () => {
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

  it('is complete in no document, whatever it has got there', async () => {
    const lab = await openLab();
    lab.remove();
    await lab.process(await pngFile('a.png'));
    await lab.updateComplete;
    expect(lab.results).to.have.length(1);
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
    await waitUntil(() => !lab.busy);
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
});
