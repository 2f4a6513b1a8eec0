import { aTimeout, expect } from '@open-wc/testing';
import JSZip from 'jszip';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { radiograph } from '../../../support/images.ts';
import { atWork, button, next, openLab, pngFile, record, tornFile } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const small = (name: string, seed = 1): Promise<File> => pngFile(name, radiograph(40, 30, seed));

async function imagesIn(zip: Blob): Promise<string[]> {
  const { files } = await JSZip.loadAsync(zip);
  const manifest = JSON.parse(await files['manifest.json'].async('string')) as { images: { name: string }[] };
  return manifest.images.map(({ name }) => name);
}

describe('auto-save', () => {
  const realClick = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'click') as PropertyDescriptor;
  let downloads: string[];

  beforeEach(() => {
    downloads = [];
    Object.defineProperty(HTMLAnchorElement.prototype, 'click', {
      configurable: true,
      value(this: HTMLAnchorElement) {
        downloads.push(this.download);
      },
    });
  });
  afterEach(() => {
    Reflect.deleteProperty(HTMLAnchorElement.prototype, 'click');
    expect(Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'click')).to.deep.equal(realClick);
  });

  const idle = (lab: XrayLab): Promise<void> => waitUntil(() => !lab.busy);

  it('downloads what a batch made, once it is finished, and says so as a download by hand does', async () => {
    const lab = await openLab({ 'auto-save': '' });
    expect(lab.autoSave).to.equal(true);
    const before = record(lab, 'xray-before-export');
    const exports = record(lab, 'xray-export');
    await lab.process([await small('a.png'), await tornFile('torn.png'), await small('b.png', 2)]);
    await idle(lab);
    expect(await imagesIn(exports[0].blob)).to.deep.equal(['a.png', 'b.png']);
    await lab.process(await small('c.png', 3));
    await idle(lab);
    expect(exports).to.have.length(2);
    expect(await imagesIn(exports[1].blob)).to.deep.equal(['c.png']);
    expect(downloads).to.deep.equal(exports.map(({ name }) => name));
    expect(before.map(({ kind, name }) => ({ kind, name }))).to.deep.equal(
      exports.map(({ kind, name }) => ({ kind, name })),
    );
    // A parameter is no batch.
    lab.blurSize = 9;
    await next(lab, 'xray-results');
    await idle(lab);
    expect(exports).to.have.length(2);
  });

  it('saves nothing when nothing succeeded, nor what was forbidden, cancelled or reset', async () => {
    const lab = await openLab({ 'auto-save': '' });
    const exports = record(lab, 'xray-export');
    const errors = record(lab, 'xray-error');
    await lab.process(await tornFile('torn.png'));
    await idle(lab);
    const cancelled = atWork(lab, 'large.png', () => button(lab, 'Cancel all').click());
    await lab.process([await pngFile('large.png', radiograph(1600, 1400)), await small('b.png')]);
    await cancelled;
    await idle(lab);
    const reset = lab.process([await pngFile('large.png', radiograph(1600, 1400)), await small('b.png')]);
    await next(lab, 'xray-load');
    lab.reset();
    await reset;
    await idle(lab);
    lab.addEventListener('xray-before-export', (event) => event.preventDefault(), { once: true });
    await lab.process(await small('c.png'));
    await idle(lab);
    await aTimeout(20);
    expect([exports.length, downloads.length]).to.deep.equal([0, 0]);
    // That there is nothing to save is no error of the reader's.
    expect(errors.map(({ code }) => code)).to.deep.equal(['decode-failed']);
    expect(lab.results).to.have.length(1);
  });

  it('is off unless it is asked for, and where nothing may be saved', async () => {
    for (const attributes of [{}, { 'auto-save': '', 'no-download': '' }] as Record<string, string>[]) {
      const lab = await openLab(attributes);
      await lab.process(await small('a.png'));
      await idle(lab);
      await aTimeout(20);
    }
    expect(downloads).to.deep.equal([]);
  });
});
