import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMS } from '../../../../src/pipeline/params.ts';
import { STAGE_IDS } from '../../../../src/pipeline/standard-graph.ts';
import { encodePng } from '../../../../src/export/encode/encode-png.ts';
import { grayRaster } from '../../../../src/image/raster-image.ts';
import type { ExportOffer } from '../../../../src/session/saving/export-offer.ts';
import { zipResults } from '../../../../src/session/saving/zip-of-results.ts';
import { makePng } from '../../../support/png-maker.ts';
import { stepPixels } from '../../../support/stepped-engines.ts';
import {
  blur,
  errorsTold,
  follow,
  idle,
  idOf,
  namesOf,
  openSession,
  pixelsIn,
  png,
  pngs,
  told,
  until,
  zipOf,
} from '../support/open-session.ts';
import { readZip } from '../support/read-zip.ts';

const NAMES = ['a.png', 'b.png', 'c.png', 'd.png'];
const aborted = expect.objectContaining({ name: 'AbortError' }) as unknown;

describe('an export', () => {
  it('is one ZIP of all results, told of with its name; of two of a name both', async () => {
    const opened = openSession();
    const { session } = opened;
    await session.process([png('a.png', 1), png('a.png', 2)]);
    const taken: [Blob, string][] = [];
    const { blob, name } = await session.exports.zip((file, as) => taken.push([file, as]));
    expect(taken).toEqual([[blob, name]]);
    expect(told(opened, 'exported')).toEqual([{ kind: 'exported', what: 'zip', name, blob }]);
    expect(told(opened, 'archived')).toEqual([{ kind: 'archived', count: 1 }]);
    const { names, pixels } = await readZip(blob);
    expect([...names].sort()).toEqual(
      ['manifest.json', ...['a', 'a-2'].flatMap((stem) => STAGE_IDS.map((id) => `${stem}_${id}.png`))].sort(),
    );
    expect(await pixels('a-2', 'edges')).toEqual(stepPixels(2, 'edges', DEFAULT_PARAMS));
    expect([session.exports.progress, session.access.unsaved]).toEqual([null, false]);
  });

  it('asks first, offers what it would give out, and ends where it may not', async () => {
    const offers: ExportOffer[] = [];
    const opened = openSession({ hooks: { mayExport: (offer) => offers.push(offer) < 0 } });
    const { session } = opened;
    await session.process(pngs(2));
    await expect(session.exports.zip()).rejects.toEqual(aborted);
    const [zip] = await offers[0].files();
    expect([zip.name, (await readZip(zip)).names.length]).toEqual([offers[0].name, 11]);

    await session.exports.png('grayscale', () => expect.unreachable());
    const [file] = await offers[1].files();
    expect([file.name, file.type, offers[1].kind]).toEqual(['a_grayscale.png', 'image/png', 'png']);
    expect(await pixelsIn(file)).toEqual(stepPixels(1, 'grayscale', DEFAULT_PARAMS));
    expect([session.exports.copy('edges'), offers[2].kind, offers[2].name]).toEqual([null, 'copy', 'a_edges.png']);
    expect([told(opened, 'exported'), told(opened, 'archived'), session.busy]).toEqual([[], [], false]);
  });

  it('that cannot be given out was none: nobody is told of it, and nothing counts as saved', async () => {
    const opened = openSession();
    const { session } = opened;
    await session.process(pngs(2));
    const refuse = (): never => {
      throw new Error('Refused.');
    };
    await expect(session.exports.zip(refuse)).rejects.toThrow('Refused.');
    await expect(session.exports.png('edges', refuse)).rejects.toThrow('Refused.');
    expect([told(opened, 'exported'), told(opened, 'archived')]).toEqual([[], []]);
    expect([session.access.unsaved, session.exports.progress, session.busy]).toEqual([true, null, false]);
  });

  it('of nothing is an error of its own', async () => {
    const { session } = openSession();
    await expect(session.exports.zip()).rejects.toMatchObject({ code: 'export-failed', reason: 'no-results' });
    expect(session.exports.copy('edges')).toBe(null);
    await session.exports.png('edges', () => expect.unreachable());
  });

  it('has the files that were there when it began, whatever is removed meanwhile', async () => {
    const opened = openSession();
    const { session } = opened;
    await session.process(pngs(4));
    const exporting = zipOf(opened);
    // One that is kept, the one on show, and what takes its place.
    for (const name of ['c.png', 'a.png', 'b.png']) session.removeFile(idOf(opened, name));
    const { manifest, names } = await exporting;
    expect([manifest.images.map(({ name }) => name), names.length]).toEqual([NAMES, 21]);
    await idle(opened);
    expect([namesOf(session), errorsTold(opened)]).toEqual([['d.png'], []]);
  });

  it('leaves out a file whose images cannot be had, and names it; it does not count as saved', async () => {
    const opened = openSession();
    const { session } = opened;
    await session.process(pngs(4));
    const kept = await session.access.results[1].png('edges');
    // As of a Blob whose content the browser has lost.
    const lost = (): Promise<never> => Promise.reject(new DOMException('It is gone.', 'NotReadableError'));
    Object.assign(kept, { arrayBuffer: lost, slice: () => ({ arrayBuffer: lost }) });
    const { manifest, names } = await zipOf(opened);
    expect([manifest.images.map(({ name }) => name), names.length]).toEqual([['a.png', 'c.png', 'd.png'], 16]);
    expect(told(opened, 'failed').map(({ error, file }) => [error.code, (file as File).name])).toEqual([
      ['export-failed', 'b.png'],
    ]);
    expect(told(opened, 'failed')[0].error.message).toMatch(/^b_edges\.png: /);
    expect([session.notices.all.length, namesOf(session).length, session.access.unsaved]).toEqual([1, 4, true]);
  });

  it('is all there while results are made again in between', async () => {
    const opened = openSession();
    const { session } = opened;
    await session.process(pngs(4));
    await follow(opened, blur(9));
    const again = session.redo();
    for (const exporting of [zipOf(opened), again.then(() => zipOf(opened))]) {
      expect((await exporting).manifest.images.map(({ name }) => name)).toEqual(NAMES);
    }
  });

  it('for a form counts as nothing, and leaves nothing out', async () => {
    const opened = openSession();
    const { session } = opened;
    await session.process(pngs(2));
    const [file] = await session.exports.zipFiles(new AbortController().signal);
    expect((await readZip(file)).names).toHaveLength(11);
    expect([session.access.unsaved, told(opened, 'exported')]).toEqual([true, []]);
  });

  it('tells how far it is', async () => {
    const opened = openSession();
    const { session } = opened;
    await session.process(pngs(2));
    const seen = new Set<number | null>();
    session.reports.listen(() => seen.add(session.exports.progress));
    await session.exports.zip();
    expect(seen.has(0) && seen.has(1)).toBe(true);
    expect(session.exports.progress).toBe(null);
  });
});

describe('what is known of a file', () => {
  it('stands in the manifest, for each image its own', async () => {
    const opened = openSession();
    const deep = makePng({
      width: 2,
      height: 1,
      colorType: 2,
      bitDepth: 16,
      pixel: (x) => [x * 300, 7, 65535],
    });
    const files = [png('a.png'), new File([deep], 'deep.png')];
    await opened.session.process(files);
    const { images } = (await zipOf(opened)).manifest;
    const expected = [
      { format: 'png', bitDepth: 8, colorType: 'gray', fidelity: 'exact' },
      { format: 'png', bitDepth: 16, colorType: 'rgb', fidelity: 'exact' },
    ];
    for (const [i, file] of files.entries()) {
      const sha256 = createHash('sha256')
        .update(new Uint8Array(await file.arrayBuffer()))
        .digest('hex');
      expect(images[i].source).toEqual({ ...expected[i], bytes: file.size, sha256 });
      expect([images[i].name, images[i].engine]).toEqual([file.name, 'cpu']);
    }
  });
});

describe('names of what is saved', () => {
  it('are of the time on demand, and then no file name gets out', async () => {
    const opened = openSession({ settings: { naming: 'timestamp' } });
    await opened.session.process([png('Doe, Jane.png'), png('Doe, Jane.png', 2)]);
    const { blob, name } = await opened.session.exports.zip();
    const [, first] = /^(medical_\d{8}_\d{6})_results\.zip$/.exec(name) ?? [];
    expect(first).toBeDefined();
    const { names, manifest } = await readZip(blob);
    const stems = [first, `${first}-2`];
    expect([...names].sort()).toEqual(
      ['manifest.json', ...stems.flatMap((stem) => STAGE_IDS.map((id) => `${stem}_${id}.png`))].sort(),
    );
    expect(manifest.images.map((image) => image.name)).toEqual(stems);
    expect(new TextDecoder('latin1').decode(await blob.arrayBuffer())).not.toContain('Jane');
  });

  it('are made of what a Blob without a name is called', async () => {
    const opened = openSession({ settings: { unnamed: 'radiograph' } });
    await opened.session.process([new Blob([png('x.png')])]);
    await until(() => !opened.session.busy);
    expect((await zipOf(opened)).names).toContain('radiograph_edges.png');
  });
});

describe('more results than one archive is to hold', () => {
  it('come in numbered ones, each with its own manifest', async () => {
    const image = grayRaster(
      60,
      40,
      Uint8Array.from({ length: 2400 }, (_, i) => (i * i * 31) % 251),
    );
    const source = {
      width: 60,
      height: 40,
      source: null,
      engine: 'cpu' as const,
      parameters: DEFAULT_PARAMS,
      png: () => encodePng(image),
    };
    const names = { stems: ['a', 'b', 'c'], listed: ['a.png', 'b.png', 'c.png'], archive: 'all.zip' };
    const { signal } = new AbortController();
    const collect = async (maxBytes?: number) => {
      const found: { name: string; images: number; bytes: number }[] = [];
      for await (const { name, blob } of zipResults([source, source, source], { names, maxBytes, signal })) {
        found.push({ name, images: (await readZip(blob)).manifest.images.length, bytes: blob.size });
      }
      return found;
    };
    const [whole, ...more] = await collect();
    expect([whole.name, whole.images, more.length]).toEqual(['all.zip', 3, 0]);
    const parts = await collect(Math.round(whole.bytes * 0.85));
    expect(parts.map(({ name, images }) => [name, images])).toEqual([
      ['all-1.zip', 2],
      ['all-2.zip', 1],
    ]);
  });
});
