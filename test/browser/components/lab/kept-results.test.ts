import { expect } from '@open-wc/testing';
import JSZip from 'jszip';
import { zipResults } from '../../../../src/session/saving/zip-of-results.ts';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { decodeImage } from '../../../../src/decode/decode-image.ts';
import { DEFAULT_PARAMS } from '../../../../src/pipeline/params.ts';
import { STAGE_IDS } from '../../../../src/pipeline/standard-graph.ts';
import { expectSameImage } from '../../../support/expect-same-image.ts';
import { radiograph, rgbNoise } from '../../../support/images.ts';
import { onBackend } from '../../../support/skip-without.ts';
import { button, buttons, findAll, next, openLab, pngFile, record } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const fileButtons = (lab: XrayLab): HTMLElement[] => findAll(lab, '[part~="file"]');
const outdated = (lab: XrayLab): boolean[] =>
  fileButtons(lab).map((file) => (file.textContent ?? '').includes('Made with other parameters'));

async function blurSizes(blob: Blob): Promise<number[]> {
  const { files } = await JSZip.loadAsync(blob);
  const { images } = JSON.parse(await files['manifest.json'].async('string')) as {
    images: { parameters: { blur: { kernelSize: number } } }[];
  };
  return images.map(({ parameters }) => parameters.blur.kernelSize);
}

async function threeFiles(lab: XrayLab): Promise<File[]> {
  const files = await Promise.all([1, 2, 3].map((seed) => pngFile(`${seed}.png`, radiograph(90, 70, seed))));
  await lab.process(files);
  await lab.updateComplete;
  return files;
}

describe('results that are not on show', () => {
  it('are kept as PNG files, and those are what is given out', async () => {
    const lab = await openLab();
    const colour = rgbNoise(50, 70, 2);
    await lab.process([await pngFile('shown.png'), await pngFile('colour.png', colour)]);
    const [, result] = lab.results;
    for (const stage of STAGE_IDS) {
      const png = await result.png(stage);
      expect(await result.png(stage), 'made once').to.equal(png);
      expectSameImage(await result.read(stage), await decodeImage(png), { image: 'colour.png', stage });
    }
    expectSameImage(await result.read('original'), colour, { image: 'colour.png', stage: 'original' });
    const zip = await JSZip.loadAsync(await lab.exportZip());
    const edges = await (await result.png('edges')).arrayBuffer();
    expect(await zip.files['colour_edges.png'].async('uint8array')).to.deep.equal(new Uint8Array(edges));
  });

  for (const backend of ['cpu', 'webgl2']) {
    it(
      `tell with which parameters they were made, and are made again on demand (${backend})`,
      onBackend(backend, async () => {
        const lab = await openLab({ backend });
        const files = await threeFiles(lab);
        expect(outdated(lab)).to.deep.equal([false, false, false]);
        expect(buttons(lab, 'Process again')).to.have.length(0);

        lab.blurSize = 9;
        await next(lab, 'xray-results');
        await lab.updateComplete;
        await waitUntil(() => outdated(lab).join() === 'false,true,true');
        expect(lab.results.map(({ params }) => params.blur.kernelSize)).to.deep.equal([9, 5, 5]);
        expect(await blurSizes(await lab.exportZip())).to.deep.equal([9, 5, 5]);
        await expect(lab).to.be.accessible();

        const results = record(lab, 'xray-results');
        button(lab, 'Process again').click();
        await waitUntil(() => results.length === 2 && !lab.busy);
        await lab.updateComplete;
        expect(outdated(lab)).to.deep.equal([false, false, false]);
        expect(buttons(lab, 'Process again')).to.have.length(0);
        // What was on show stays there.
        expect(fileButtons(lab).map((file) => file.getAttribute('aria-current'))).to.deep.equal([
          'true',
          'false',
          'false',
        ]);
        expect(await blurSizes(await lab.exportZip())).to.deep.equal([9, 9, 9]);
        const reference = await openLab({ 'blur-size': '9' });
        await reference.process(files[2]);
        const expected = await reference.results[0].read('edges');
        expectSameImage(await lab.results[2].read('edges'), expected, { image: '3.png', stage: 'edges' });
      }),
    );

    it(
      `are as they were last seen (${backend})`,
      onBackend(backend, async () => {
        const lab = await openLab({ backend });
        const files = await threeFiles(lab);
        lab.blurSize = 11;
        await next(lab, 'xray-results');
        fileButtons(lab)[1].click();
        await waitUntil(() => !lab.busy && outdated(lab).join() === 'false,false,true');
        const png = await lab.results[0].png('blurred');
        expect(await lab.results[0].png('blurred')).to.equal(png);
        const reference = await openLab({ 'blur-size': '11' });
        await reference.process(files[0]);
        const expected = await reference.results[0].read('blurred');
        expectSameImage(await decodeImage(png), expected, { image: '1.png', stage: 'blurred' });
      }),
    );
  }

  it('are computed again when the browser had no room for them', async () => {
    const lab = await openLab();
    const files = await Promise.all([1, 2, 3].map((seed) => pngFile(`${seed}.png`, radiograph(90, 70, seed))));
    const errors = record(lab, 'xray-error');
    const { slice } = Blob.prototype;
    let refused = 0;
    // As of a Blob that was made when storage was full.
    Blob.prototype.slice = function (this: Blob, ...range) {
      if (this.type !== 'image/png' || this instanceof File) return slice.apply(this, range);
      refused++;
      const reading = { arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) };
      return reading as unknown as Blob;
    };
    try {
      await lab.process(files);
    } finally {
      Blob.prototype.slice = slice;
    }
    expect(refused).to.be.greaterThan(0);
    expect([lab.results.length, errors.length]).to.deep.equal([3, 0]);
    const zip = await JSZip.loadAsync(await lab.exportZip());
    for (const { name } of files) {
      const reference = await openLab();
      await reference.process(files.filter((file) => file.name === name));
      const image = await decodeImage(await zip.files[name.replace('.png', '_edges.png')].async('blob'));
      expectSameImage(image, await reference.results[0].read('edges'), { image: name, stage: 'edges' });
    }
  });

  it('are not outdated by parameters that came back', async () => {
    const lab = await openLab();
    await threeFiles(lab);
    lab.blurSize = 9;
    lab.blurSize = 5;
    await lab.updateComplete;
    expect(outdated(lab)).to.deep.equal([false, false, false]);
  });

  it('stay when they cannot be made again', async () => {
    const lab = await openLab();
    await threeFiles(lab);
    lab.blurSize = 9;
    await next(lab, 'xray-results');
    await waitUntil(() => buttons(lab, 'Process again').length === 1);
    const errors = record(lab, 'xray-error');
    lab.maxPixels = 10;
    button(lab, 'Process again').click();
    await waitUntil(() => errors.length === 2 && !lab.busy);
    await lab.updateComplete;
    expect(lab.results).to.have.length(3);
    expect(outdated(lab)).to.deep.equal([false, true, true]);
    expect(await blurSizes(await lab.exportZip())).to.deep.equal([9, 5, 5]);
  });
});

describe('more results than one archive is to hold', () => {
  it('come in numbered ones, each with its own manifest', async () => {
    const image = radiograph(60, 40);
    const source = {
      width: 60,
      height: 40,
      source: null,
      engine: 'cpu' as const,
      parameters: DEFAULT_PARAMS,
      read: () => Promise.resolve(image),
    };
    const names = { stems: ['a', 'b', 'c'], listed: ['a.png', 'b.png', 'c.png'], archive: 'all.zip' };
    const signal = new AbortController().signal;
    const collect = async (maxBytes?: number): Promise<{ name: string; images: number; bytes: number }[]> => {
      const found = [];
      const options = { names, maxBytes, signal, onProgress: () => undefined };
      for await (const { name, blob } of zipResults([source, source, source], options)) {
        found.push({ name, images: (await blurSizes(blob)).length, bytes: blob.size });
      }
      return found;
    };
    const [whole, ...more] = await collect();
    expect([whole.name, whole.images, more.length]).to.deep.equal(['all.zip', 3, 0]);
    const parts = await collect(Math.round(whole.bytes * 0.85));
    expect(parts.map(({ name, images }) => [name, images])).to.deep.equal([
      ['all-1.zip', 2],
      ['all-2.zip', 1],
    ]);
  });
});
