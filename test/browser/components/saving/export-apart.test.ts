import { expect } from '@open-wc/testing';
import JSZip from 'jszip';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { radiograph } from '../../../support/images.ts';
import { button, findAll, next, openLab, pngFile, record } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const NAMES = ['a.png', 'b.png', 'c.png', 'd.png'];

async function fourFiles(lab: XrayLab): Promise<File[]> {
  const files = await Promise.all(NAMES.map((name, i) => pngFile(name, radiograph(90, 70, i + 1))));
  await lab.process(files);
  await lab.updateComplete;
  return files;
}

async function imagesIn(zip: Blob): Promise<string[]> {
  const { files } = await JSZip.loadAsync(zip);
  const manifest = JSON.parse(await files['manifest.json'].async('string')) as { images: { name: string }[] };
  const names = manifest.images.map(({ name }) => name);
  const stems = new Set(
    Object.keys(files)
      .filter((name) => name.endsWith('.png'))
      .map((name) => name.split('_')[0]),
  );
  expect([...stems].map((stem) => `${stem}.png`)).to.deep.equal(names);
  return names;
}

describe('an export', () => {
  it('has the files that were there when it began, whatever is removed meanwhile', async () => {
    const lab = await openLab();
    await fourFiles(lab);
    const errors = record(lab, 'xray-error');
    const exporting = lab.exportZip();
    // One that is kept, the one on show, and what takes its place.
    for (const name of ['c.png', 'a.png', 'b.png']) button(lab, `Remove ${name}`).click();
    expect(await imagesIn(await exporting)).to.deep.equal(NAMES);
    await waitUntil(() => !lab.busy);
    expect([lab.results.map(({ name }) => name), errors.length]).to.deep.equal([['d.png'], 0]);
  });

  it('leaves out a file whose images cannot be had, and names it', async () => {
    const lab = await openLab();
    await fourFiles(lab);
    const kept = await lab.results[1].png('edges');
    const errors = record(lab, 'xray-error');
    const { postMessage } = Worker.prototype;
    // As of a Blob whose content the browser has lost.
    Worker.prototype.postMessage = function (this: Worker, message: { input?: { file?: Blob } }, ...rest: []) {
      if (message.input?.file === kept) throw new DOMException('It cannot be cloned.', 'DataCloneError');
      Reflect.apply(postMessage, this, [message, ...rest]);
    } as typeof postMessage;
    try {
      expect(await imagesIn(await lab.exportZip())).to.deep.equal(['a.png', 'c.png', 'd.png']);
    } finally {
      Worker.prototype.postMessage = postMessage;
    }
    await lab.updateComplete;
    expect(errors.map(({ code, file }) => [code, (file as File).name])).to.deep.equal([['export-failed', 'b.png']]);
    expect(errors[0].message).to.match(/^b_edges\.png: /);
    expect(findAll(lab, '[role="alert"]')).to.have.length(1);
    expect(lab.results).to.have.length(4);
  });

  it('for a form does not count as saved', async () => {
    const lab = await openLab({ name: 'scan', 'guard-unsaved': '' });
    const form = document.createElement('form');
    lab.parentElement?.append(form);
    form.append(lab);
    await lab.process(await pngFile('a.png', radiograph(60, 40)));
    await waitUntil(() => new FormData(form).has('scan'));
    await lab.updateComplete;
    const asks = (): boolean => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(asks()).to.equal(true);
    lab.addEventListener('xray-before-export', (event) => {
      event.preventDefault();
      event.detail.files().catch(() => undefined);
    });
    await lab.exportZip().catch(() => undefined);
    await waitUntil(() => !asks(), 'what a host page took counts');
  });

  it('is all there while results are made again in between', async () => {
    const lab = await openLab();
    await fourFiles(lab);
    lab.blurSize = 9;
    await next(lab, 'xray-results');
    await waitUntil(() => findAll(lab, 'button').some(({ textContent }) => textContent?.trim() === 'Process again'));
    button(lab, 'Process again').click();
    expect(await imagesIn(await lab.exportZip())).to.deep.equal(NAMES);
    await waitUntil(() => !lab.busy);
    expect(await imagesIn(await lab.exportZip())).to.deep.equal(NAMES);
  });
});
