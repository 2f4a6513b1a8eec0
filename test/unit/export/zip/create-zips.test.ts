import JSZip from 'jszip';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createZips, type CreateZipsOptions, type NamedZip } from '../../../../src/export/zip/create-zips.ts';
import { encodePng } from '../../../../src/export/encode/encode-png.ts';
import { remember } from '../../../../src/export/encode/own-pngs.ts';
import { releaseExporters } from '../../../../src/export/encode/export-client.ts';
import type { ManifestInput } from '../../../../src/export/manifest/manifest.ts';
import { filledRaster, flat } from '../rasters.ts';

const STAGES = ['original', 'grayscale', 'enhanced', 'blurred', 'edges'];

/** Five entries an image, and what the manifest says of them. */
function batch(count: number) {
  const stems = Array.from({ length: count }, (_, i) => `hand ö${i}`);
  const entries = stems.flatMap((stem, i) =>
    STAGES.map((stage) => ({ name: `${stem}_${stage}.png`, image: filledRaster(40, 30, 1, 8, i, 255) })),
  );
  const images = stems.map((stem) => ({
    name: `${stem}.png`,
    width: 40,
    height: 30,
    engine: 'cpu',
    parameters: {},
    files: Object.fromEntries(STAGES.map((stage) => [stage, `${stem}_${stage}.png`])),
  }));
  return { entries, manifest: { images } satisfies ManifestInput };
}

async function collect(zips: AsyncIterable<NamedZip>): Promise<NamedZip[]> {
  const all: NamedZip[] = [];
  for await (const zip of zips) all.push(zip);
  return all;
}

/** File names of an archive, and the names of its manifest's images. */
async function contents({ blob }: NamedZip): Promise<{ files: string[]; images: string[]; others: string[] }> {
  const { files } = await JSZip.loadAsync(await blob.arrayBuffer(), { checkCRC32: true });
  const manifest = JSON.parse(await files['manifest.json'].async('string')) as {
    images: { name: string; engine: string }[];
    otherFiles: { file: string }[];
  };
  return {
    files: Object.keys(files),
    images: manifest.images.map(({ name }) => name),
    others: manifest.otherFiles.map(({ file }) => file),
  };
}

afterEach(() => {
  vi.unstubAllGlobals();
  releaseExporters();
});

describe('createZips', () => {
  it('gives one archive without a number where one is enough', async () => {
    const { entries, manifest } = batch(2);
    const zips = await collect(createZips(entries, { name: 'a_results.zip', manifest }));
    expect(zips.map(({ name }) => name)).toEqual(['a_results.zip']);
    expect((await contents(zips[0])).images).toEqual(['hand ö0.png', 'hand ö1.png']);
    expect(zips[0].blob.type).toBe('application/zip');
  });

  it.each([14_000, 20_000, 27_000, 60_000])('keeps archives within %d bytes and images whole', async (maxBytes) => {
    const { entries, manifest } = batch(9);
    const zips = await collect(createZips(entries, { name: 'a_results.zip', manifest, maxBytes }));
    expect(zips.map(({ name }) => name)).toEqual(zips.map((_, i) => `a_results-${i + 1}.zip`));
    expect(zips.length).toBeGreaterThan(1);
    const listed: string[] = [];
    for (const zip of zips) {
      expect(zip.blob.size).toBeLessThanOrEqual(maxBytes);
      const { files, images, others } = await contents(zip);
      expect(files).toEqual([
        ...images.flatMap((name) => STAGES.map((stage) => `${name.slice(0, -4)}_${stage}.png`)),
        'manifest.json',
      ]);
      expect(others).toEqual([]);
      listed.push(...images);
    }
    expect(listed).toEqual(manifest.images.map(({ name }) => name));
    // Not many small ones: but for the last, another image would not have gone in.
    const image = zips[0].blob.size / (await contents(zips[0])).images.length;
    for (const { blob } of zips.slice(0, -1)) expect(blob.size + 1.3 * image).toBeGreaterThan(maxBytes);
  });

  it('holds few images at a time, of three hundred', async () => {
    const held = { now: 0, most: 0 };
    const entries = Array.from({ length: 300 }, (_, i) => ({
      name: `${i}.png`,
      image: async () => {
        held.most = Math.max(held.most, ++held.now);
        await Promise.resolve();
        return flat(4, 4);
      },
    }));
    const steps: number[] = [];
    const options: CreateZipsOptions = {
      maxBytes: 30_000,
      onProgress: (done) => {
        held.now--;
        steps.push(done);
      },
    };
    const counts: number[] = [];
    for await (const zip of createZips(entries, options)) {
      // None is asked for while the archive before is saved.
      const before = steps.length;
      await new Promise((resolve) => setTimeout(resolve, 2));
      expect(steps.length).toBe(before);
      counts.push((await contents(zip)).files.length - 1);
    }
    expect(counts.length).toBeGreaterThan(3);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(300);
    expect(held.most).toBeLessThanOrEqual(4);
    expect(steps[steps.length - 1]).toBe(300);
  });

  it('takes PNG files, and gives the archives before a failure', async () => {
    const png = await encodePng(flat(30, 30));
    const broken = { name: 'broken.png', image: () => Promise.reject(new Error('gone')) };
    const entries = [...['a.png', 'b.png', 'c.png'].map((name) => ({ name, image: png })), broken];
    const zips = createZips(entries, { maxBytes: 1500 });
    expect(await zips.next()).toMatchObject({ done: false, value: { name: 'xray-lab_results-1.zip' } });
    await expect(collect(zips)).rejects.toMatchObject({
      code: 'export-failed',
      message: 'broken.png: the image could not be saved as PNG.',
    });
  });

  it('gives an image that is larger than an archive is to be one of its own', async () => {
    const { entries, manifest } = batch(3);
    const zips = await collect(createZips(entries, { name: 'a.zip', manifest, maxBytes: 5000 }));
    expect(zips.map(({ name }) => name)).toEqual(['a-1.zip', 'a-2.zip', 'a-3.zip']);
    const images = await Promise.all(zips.map(async (zip) => (await contents(zip)).images));
    expect(images).toEqual(manifest.images.map(({ name }) => [name]));
  });

  it.each([undefined, 14_000])(
    'leaves out an image that cannot be had, where it may (at most %s bytes)',
    async (maxBytes) => {
      const { entries, manifest } = batch(4);
      const gone = entries.map((entry, i) =>
        i === 7 ? { ...entry, image: () => Promise.reject(new DOMException('Gone.', 'AbortError')) } : entry,
      );
      const refused: (string | undefined)[] = [];
      const steps: number[] = [];
      const onRefused: CreateZipsOptions['onRefused'] = ({ code, message }, image) =>
        void refused.push(code, message, image?.name);
      const onProgress = (done: number): void => void steps.push(done);
      const zips = await collect(createZips(gone, { manifest, maxBytes, onRefused, onProgress }));
      const found = await Promise.all(zips.map(contents));
      const names = manifest.images.map(({ name }) => name);
      expect(found.flatMap(({ images }) => images)).toEqual(names.filter((_, i) => i !== 1));
      expect(found.flatMap(({ files }) => files.filter((file) => file.startsWith('hand ö1')))).toEqual([]);
      expect(refused).toEqual(['export-failed', 'hand ö1.png: the images could not be had.', 'hand ö1.png']);
      expect(steps[steps.length - 1]).toBe(20);
    },
  );

  it('fails when nothing can be had', async () => {
    const entries = [{ name: 'a.png', image: () => Promise.reject(new Error('gone')) }];
    await expect(collect(createZips(entries, { onRefused: () => undefined }))).rejects.toMatchObject({
      code: 'export-failed',
      message: 'a.png: the image could not be saved as PNG.',
    });
  });

  it('names what is missing', async () => {
    const { entries, manifest } = batch(1);
    await expect(collect(createZips(entries.slice(1), { manifest }))).rejects.toMatchObject({
      code: 'export-failed',
      message: 'hand ö0.png: there is no entry "hand ö0_original.png".',
    });
  });

  it('passes an abort through', async () => {
    const controller = new AbortController();
    const { entries, manifest } = batch(4);
    const zips = createZips(entries, { manifest, maxBytes: 14_000, signal: controller.signal });
    await zips.next();
    controller.abort();
    await expect(zips.next()).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('tells of nothing that is done after it ended, though another was being looked at', async () => {
    const file = await encodePng(filledRaster(4, 3, 1, 8, 1, 255));
    const known = remember({ file, sha256: '', crc32: 0 });
    let look: () => void = () => undefined;
    const looking = new Promise<void>((resolve) => (look = resolve));
    const end = known.slice.bind(known);
    known.slice = (...range) => {
      const part = end(...range);
      part.arrayBuffer = () => looking.then(() => new ArrayBuffer(1));
      return part;
    };
    const told: number[] = [];
    const controller = new AbortController();
    const entries = [{ name: 'a.png', image: () => Promise.resolve(known) }];
    const making = collect(
      createZips(entries, { signal: controller.signal, onProgress: (done) => void told.push(done) }),
    );
    await new Promise((resolve) => setTimeout(resolve));
    controller.abort();
    look();
    await expect(making).rejects.toMatchObject({ name: 'AbortError' });
    expect(told).toEqual([]);
  });
});
