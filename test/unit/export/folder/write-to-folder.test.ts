import { afterEach, describe, expect, it } from 'vitest';
import { encodePng } from '../../../../src/export/encode/encode-png.ts';
import { releaseExporters } from '../../../../src/export/encode/export-client.ts';
import { ResultFolder, writeResults } from '../../../../src/export/folder/write-to-folder.ts';
import { FakeFolder } from './fake-folder.ts';
import { drawing, flat } from '../rasters.ts';

const image = drawing(12, 8);
const entries = ['a_original.png', 'a_edges.png'].map((name) => ({ name, image }));

afterEach(() => releaseExporters());

describe('writeResults', () => {
  it('writes every PNG, and the manifest last', async () => {
    const folder = new FakeFolder();
    const steps: number[] = [];
    const names = await writeResults(folder.handle, entries, {
      manifest: {
        images: [
          { name: 'a.jpg', width: 12, height: 8, engine: 'cpu', parameters: {}, files: { edges: 'a_edges.png' } },
        ],
      },
      onProgress: (done, total) => steps.push(done / total),
    });
    expect(names).toEqual(['a_original.png', 'a_edges.png', 'manifest.json']);
    expect([...folder.files.keys()].sort()).toEqual([...names].sort());
    const png = new Uint8Array(await (await encodePng(image)).arrayBuffer());
    expect(folder.files.get('a_edges.png')).toEqual(png);
    expect(JSON.parse(folder.text('manifest.json'))).toMatchObject({
      schemaVersion: 1,
      images: [{ name: 'a.jpg', engine: 'cpu', files: { edges: { file: 'a_edges.png' } } }],
      otherFiles: [{ file: 'a_original.png' }],
    });
    expect(steps).toEqual([0.5, 1]);
  });

  it('overwrites nothing: what is taken gets a number, and the manifest tells it', async () => {
    const folder = new FakeFolder(['a_edges.png', 'A_edges-2.png', 'manifest.json'], ['a_original.png']);
    const names = await writeResults(folder.handle, [...entries, { name: 'b.png', image: flat(2, 2) }], {
      manifest: { images: [{ name: 'a.jpg', width: 1, height: 1, parameters: {}, files: { edges: 'a_edges.png' } }] },
    });
    expect(names).toEqual(['a_original-2.png', 'a_edges-3.png', 'b.png', 'manifest-2.json']);
    for (const name of ['a_edges.png', 'A_edges-2.png', 'manifest.json']) expect(folder.text(name)).toBe('old');
    expect(JSON.parse(folder.text('manifest-2.json'))).toMatchObject({
      images: [{ files: { edges: { file: 'a_edges-3.png' } } }],
    });
  });

  it.each([
    ['NotAllowedError', 'a_edges.png: the file could not be written; writing to the folder was not permitted.'],
    ['QuotaExceededError', 'a_edges.png: the file could not be written; there is no room left.'],
    ['NotFoundError', 'a_edges.png: the file could not be written; the folder is no longer there.'],
    ['UnknownError', 'a_edges.png: the file could not be written.'],
  ])('tells of a %s, and leaves no empty file', async (reason, message) => {
    for (const step of ['createWritable', 'write', 'close'] as const) {
      const folder = new FakeFolder();
      folder.fail = { name: 'a_edges.png', step, error: new DOMException('no', reason) };
      await expect(writeResults(folder.handle, entries)).rejects.toMatchObject({ code: 'export-failed', message });
      expect(folder.files.has('a_edges.png'), step).toBe(false);
    }
  });

  it('tells when the folder may not be asked', async () => {
    const folder = new FakeFolder();
    folder.fail = { name: 'a_original.png', step: 'getFileHandle', error: new DOMException('no', 'NotAllowedError') };
    await expect(writeResults(folder.handle, entries)).rejects.toMatchObject({
      code: 'export-failed',
      message: expect.stringContaining('a_original.png: ') as unknown,
    });
  });

  it('tells which image could not be had', async () => {
    const broken = { name: 'b_edges.png', image: () => Promise.reject(new Error('gone')) };
    const folder = new FakeFolder();
    await expect(writeResults(folder.handle, [broken])).rejects.toMatchObject({
      code: 'export-failed',
      message: 'b_edges.png: the image could not be saved as PNG.',
    });
  });

  it('stops when it is aborted', async () => {
    const controller = new AbortController();
    const folder = new FakeFolder();
    const late = {
      name: 'b.png',
      image: () => {
        controller.abort();
        return Promise.resolve(image);
      },
    };
    const writing = writeResults(folder.handle, [late, ...entries], { signal: controller.signal });
    await expect(writing).rejects.toMatchObject({ name: 'AbortError' });
    expect(folder.files.has('manifest.json')).toBe(false);
  });

  it('holds few images at a time, of three hundred', async () => {
    let held = 0;
    let most = 0;
    const many = Array.from({ length: 300 }, (_, i) => ({
      name: `${i}.png`,
      image: () => {
        most = Math.max(most, ++held);
        return Promise.resolve(flat(4, 4));
      },
    }));
    const folder = new FakeFolder();
    await writeResults(folder.handle, many, { onProgress: () => held-- });
    expect(folder.files.size).toBe(301);
    expect(most).toBeLessThanOrEqual(4);
  });
});

describe('ResultFolder', () => {
  it('takes image after image, and lists what was written before a failure', async () => {
    const target = new FakeFolder();
    const folder = new ResultFolder(target.handle);
    await folder.write([entries[0]]);
    target.fail = { name: 'a_edges.png', step: 'write', error: new DOMException('no', 'QuotaExceededError') };
    await expect(folder.write([entries[1]])).rejects.toMatchObject({ code: 'export-failed' });
    // A name of the same run is not taken twice either.
    expect(await folder.write([entries[0]])).toEqual(['a_original-2.png']);
    expect(await folder.finish()).toBe('manifest.json');
    const { otherFiles } = JSON.parse(target.text('manifest.json')) as { otherFiles: { file: string }[] };
    expect(otherFiles.map(({ file }) => file)).toEqual(['a_original.png', 'a_original-2.png']);
  });

  it('replaces its own files on demand, and its own manifest', async () => {
    const target = new FakeFolder(['a_edges.png', 'manifest.json']);
    const folder = new ResultFolder(target.handle);
    expect(await folder.write([entries[1]], { replace: true })).toEqual(['a_edges-2.png']);
    expect(await folder.finish()).toBe('manifest-2.json');
    const first = target.files.get('a_edges-2.png');
    const other = { name: 'a_edges.png', image: flat(3, 3) };
    expect(await folder.write([other], { replace: true })).toEqual(['a_edges-2.png']);
    expect(target.files.get('a_edges-2.png')).not.toEqual(first);
    expect(await folder.finish()).toBe('manifest-2.json');
    expect([...target.files.keys()].sort()).toEqual([
      'a_edges-2.png',
      'a_edges.png',
      'manifest-2.json',
      'manifest.json',
    ]);
    for (const name of ['a_edges.png', 'manifest.json']) expect(target.text(name)).toBe('old');
    const { otherFiles } = JSON.parse(target.text('manifest-2.json')) as { otherFiles: { sha256: string }[] };
    const digest = await crypto.subtle.digest('SHA-256', target.files.get('a_edges-2.png') as Uint8Array<ArrayBuffer>);
    expect(otherFiles).toEqual([{ file: 'a_edges-2.png', sha256: Buffer.from(digest).toString('hex') }]);
  });

  it('keeps the file that could not be replaced', async () => {
    const target = new FakeFolder();
    const folder = new ResultFolder(target.handle);
    await folder.write([entries[0]]);
    const first = target.files.get('a_original.png');
    target.fail = { name: 'a_original.png', step: 'write', error: new DOMException('no', 'QuotaExceededError') };
    await expect(folder.write([entries[0]], { replace: true })).rejects.toMatchObject({ code: 'export-failed' });
    expect(target.files.get('a_original.png')).toEqual(first);
    await folder.finish();
    expect(JSON.parse(target.text('manifest.json'))).toMatchObject({ otherFiles: [{ file: 'a_original.png' }] });
  });
});
