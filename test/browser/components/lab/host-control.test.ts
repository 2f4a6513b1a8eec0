import { expect } from '@open-wc/testing';
import JSZip from 'jszip';
import { decodeImage } from '../../../../src/decode/decode-image.ts';
import { STAGE_IDS } from '../../../../src/pipeline/standard-graph.ts';
import { radiograph } from '../../../support/images.ts';
import { button, next, openLab, pngFile, record } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Counts downloads instead of starting them. */
async function countingDownloads(work: (names: readonly string[]) => Promise<void>): Promise<void> {
  const { click } = HTMLAnchorElement.prototype;
  const names: string[] = [];
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement): void {
    names.push(this.download);
  };
  try {
    await work(names);
  } finally {
    HTMLAnchorElement.prototype.click = click;
  }
}

describe('what a host page can do with <xray-lab>', () => {
  it('xray-before-export: the host saves in its own way instead', () =>
    countingDownloads(async (downloads) => {
      const lab = await openLab();
      await lab.process(await pngFile('a.png'));
      const saved: File[] = [];
      const exports = record(lab, 'xray-export');
      lab.addEventListener('xray-before-export', (event) => {
        event.preventDefault();
        void event.detail.files().then((files) => saved.push(...files));
      });
      button(lab, 'Download Results (ZIP)').click();
      await waitUntil(() => saved.length === 1);
      expect(Object.keys((await JSZip.loadAsync(saved[0])).files)).to.have.length(6);
      expect(saved[0].name).to.match(/\.zip$/);

      button(lab, 'Save Grayscale as PNG').click();
      await waitUntil(() => saved.length === 2);
      expect([saved[1].name, saved[1].type]).to.deep.equal(['a_grayscale.png', 'image/png']);
      expect((await decodeImage(saved[1])).data).to.deep.equal((await lab.results[0].read('grayscale')).data);
      expect([downloads, exports]).to.deep.equal([[], []]);
    }));

  it('xray-before-export: without it the browser saves', () =>
    countingDownloads(async (downloads) => {
      const lab = await openLab();
      await lab.process(await pngFile('a.png'));
      const exported = next(lab, 'xray-export');
      button(lab, 'Download Results (ZIP)').click();
      const { name } = await exported;
      await waitUntil(() => downloads.length === 1);
      expect(downloads).to.deep.equal([name]);
    }));

  it('process() takes files, blobs and addresses, alone or several, in their order', async () => {
    const lab = await openLab();
    const image = radiograph(40, 30, 7);
    const address = URL.createObjectURL(await pngFile('b.png', image));
    try {
      await lab.process(address);
      await lab.process(new URL(address));
      await lab.process(new Blob([await pngFile('c.png')]));
      await lab.process(new Set([await pngFile('first.png'), new URL(address), address, await pngFile('last.png')]));
    } finally {
      URL.revokeObjectURL(address);
    }
    const names = lab.results.map(({ name }) => name);
    expect(names).to.deep.equal(['image', 'image', 'image', 'first.png', 'image', 'image', 'last.png']);
    expect((await lab.results[1].read('original')).data).to.deep.equal(image.data);
  });

  it('process() tells of an address that leads nowhere, and goes on', async () => {
    const lab = await openLab();
    const errors = record(lab, 'xray-error');
    await lab.process(['/nowhere/missing.png', await pngFile('a.png')]);
    expect(errors.map(({ code, message }) => [code, message])).to.deep.equal([
      ['decode-failed', 'missing.png: the image could not be loaded.'],
    ]);
    expect(lab.results.map(({ name }) => name)).to.deep.equal(['a.png']);
  });

  it('process() ends with a reset while it fetches', async () => {
    const lab = await openLab();
    const work = lab.process([URL.createObjectURL(await pngFile('b.png')), await pngFile('a.png')]);
    lab.reset();
    await work;
    expect([lab.results.length, lab.busy]).to.deep.equal([0, false]);
  });

  it('gives results as pixels and as PNG files, of the file on show and of others', async () => {
    const lab = await openLab();
    await lab.process([await pngFile('a.png', radiograph(50, 40, 1)), await pngFile('b.png', radiograph(30, 60, 2))]);
    for (const { width, height, read, png } of lab.results) {
      for (const stage of STAGE_IDS) {
        const [pixels, file] = await Promise.all([read(stage), png(stage)]);
        expect([pixels.width, pixels.height, file.type]).to.deep.equal([width, height, 'image/png']);
        expect((await decodeImage(file)).data).to.deep.equal(pixels.data);
      }
    }
  });
});
