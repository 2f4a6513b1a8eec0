import { createHash } from 'node:crypto';
import { decode } from 'fast-png';
import JSZip from 'jszip';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createZip } from '../../../../src/export/zip/create-zip.ts';
import { encodePng } from '../../../../src/export/encode/encode-png.ts';
import { releaseExporters } from '../../../../src/export/encode/export-client.ts';
import { storeZip } from '../../../../src/export/zip/store-zip.ts';
import { XrayError } from '../../../../src/base/xray-error.ts';
import { VERSION } from '../../../../src/version.ts';
import { drawing, filledRaster, flat, noisyGradient } from '../rasters.ts';

// Node has no Worker: the same handlers run on this thread.

async function open(zip: Blob): Promise<Map<string, Uint8Array>> {
  const { files } = await JSZip.loadAsync(await zip.arrayBuffer(), { checkCRC32: true });
  const read = Object.values(files).map(async (file) => [file.name, await file.async('uint8array')] as const);
  return new Map(await Promise.all(read));
}

const sha256 = (bytes: Uint8Array | undefined): string =>
  createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');

function readManifest(files: Map<string, Uint8Array>): unknown {
  return JSON.parse(new TextDecoder().decode(files.get('manifest.json')));
}

afterEach(() => {
  vi.unstubAllGlobals();
  releaseExporters();
});

describe('encodePng', () => {
  it('gives a PNG blob of the image', async () => {
    const image = filledRaster(31, 17, 3, 16, 4, 65535);
    const blob = await encodePng(image);
    expect(blob.type).toBe('image/png');
    expect(decode(await blob.arrayBuffer()).data).toEqual(image.data);
    expect(image.data.length).toBe(31 * 17 * 3);
  });

  it('rejects with export-failed for what is no image, and with AbortError when aborted', async () => {
    const broken = { ...flat(4, 4), width: 5 };
    await expect(encodePng(broken)).rejects.toMatchObject({ name: 'XrayError', code: 'export-failed' });

    const controller = new AbortController();
    controller.abort();
    await expect(encodePng(flat(4, 4), controller)).rejects.toMatchObject({ name: 'AbortError' });

    const late = new AbortController();
    const encoding = encodePng(noisyGradient(200, 200), late);
    late.abort();
    await expect(encoding).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('createZip', () => {
  it('stores every image, in order, and a manifest with each digest', async () => {
    const images = {
      'hand_grayscale.png': noisyGradient(60, 40),
      'hand_edges.png': drawing(60, 40),
      'ö 骨.png': flat(3, 2),
    };
    const entries = Object.entries(images).map(([name, image]) => ({ name, image }));
    const parameters = { blur: { kernelSize: 5 } };
    const zip = await createZip(entries, {
      manifest: {
        images: [
          {
            name: 'hand.png',
            source: { format: 'png', bitDepth: 8, colorType: 'gray', fidelity: 'exact', sha256: 'ab', bytes: 12 },
            width: 60,
            height: 40,
            engine: 'cpu',
            parameters,
            files: { grayscale: 'hand_grayscale.png', edges: 'hand_edges.png' },
          },
        ],
      },
    });

    expect(zip.type).toBe('application/zip');
    const files = await open(zip);
    expect([...files.keys()]).toEqual([...Object.keys(images), 'manifest.json']);
    for (const [name, image] of Object.entries(images)) {
      expect(decode(files.get(name) ?? new Uint8Array()).data, name).toEqual(image.data);
    }
    const listed = (file: string): object => ({ file, sha256: sha256(files.get(file)) });
    expect(readManifest(files)).toEqual({
      schemaVersion: 1,
      tool: { name: 'xray-lab', version: VERSION },
      images: [
        {
          name: 'hand.png',
          source: { format: 'png', bitDepth: 8, colorType: 'gray', fidelity: 'exact', sha256: 'ab', bytes: 12 },
          width: 60,
          height: 40,
          engine: 'cpu',
          parameters,
          files: { grayscale: listed('hand_grayscale.png'), edges: listed('hand_edges.png') },
        },
      ],
      otherFiles: [listed('ö 骨.png')],
    });
  });

  it('stores instead of compressing, with a date that says nothing', async () => {
    const bytes = Buffer.from(await (await createZip([{ name: 'a.png', image: flat(8, 8) }])).arrayBuffer());
    expect(bytes.readUInt16LE(8)).toBe(0);
    expect([bytes.readUInt16LE(10), bytes.readUInt16LE(12)]).toEqual([0, 0x21]); // 1980-01-01, midnight
  });

  it('flags names as UTF-8 where they are not ASCII, in both headers', async () => {
    const zip = Buffer.from(await (await createZip([{ name: 'röntgen 骨.png', image: flat(2, 2) }])).arrayBuffer());
    const central = zip.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
    const name = Buffer.from('röntgen 骨.png');
    for (const [flags, nameLength, nameAt] of [
      [6, 26, 30],
      [central + 8, central + 28, central + 46],
    ]) {
      expect(zip.readUInt16LE(flags) & 0x800).toBe(0x800);
      expect(zip.readUInt16LE(nameLength)).toBe(name.length);
      expect(zip.subarray(nameAt, nameAt + name.length)).toEqual(name);
    }
  });

  it('stores PNG files as they are, and nothing else that claims to be one', async () => {
    const png = await encodePng(drawing(30, 20));
    const zip = await createZip([
      { name: 'a.png', image: png },
      { name: 'b.png', image: () => Promise.resolve(png) },
    ]);
    const files = await open(zip);
    const bytes = new Uint8Array(await png.arrayBuffer());
    expect(files.get('a.png')).toEqual(bytes);
    expect(files.get('b.png')).toEqual(bytes);
    expect(readManifest(files)).toMatchObject({ otherFiles: [{ sha256: sha256(bytes) }, { sha256: sha256(bytes) }] });

    const fake = new Blob(['<svg/>'], { type: 'image/png' });
    await expect(createZip([{ name: 'c.png', image: fake }])).rejects.toMatchObject({
      code: 'export-failed',
      message: 'c.png: the image could not be saved as PNG.',
    });
  });

  it('says so when the results are more than a ZIP file can hold', async () => {
    const file = new Blob([new Uint8Array(2 ** 20)]);
    const files = Array.from({ length: 4096 }, (_, i) => ({ name: `${i}.png`, file, crc32: 0 }));
    await expect(storeZip(files)).rejects.toMatchObject({
      code: 'export-failed',
      message: expect.stringContaining('4 GB'),
    });
    const many = Array.from({ length: 65536 }, (_, i) => ({ name: `${i}.png`, file: file.slice(0, 1), crc32: 0 }));
    await expect(storeZip(many)).rejects.toMatchObject({
      code: 'export-failed',
      message: expect.stringContaining('65535 files'),
    });
  });

  it('gives the same bytes for the same images', async () => {
    const make = async (): Promise<string> =>
      sha256(new Uint8Array(await (await createZip([{ name: 'a.png', image: drawing(90, 70) }])).arrayBuffer()));
    expect(await make()).toBe(await make());
  });

  it('makes unsafe and equal names safe and different', async () => {
    const image = flat(2, 2);
    const names = ['../../etc/x.png', 'X.png', 'x.png', 'manifest.json', '__proto__'];
    const files = await open(await createZip(names.map((name) => ({ name, image }))));
    expect([...files.keys()]).toEqual(['x.png', 'X-2.png', 'x-3.png', 'manifest-2.json', '__proto__', 'manifest.json']);
  });

  it('asks for an image only when its turn has come, and tells how far it is', async () => {
    vi.stubGlobal('navigator', { hardwareConcurrency: 2 });
    vi.resetModules();
    const fresh = await import('../../../../src/export/zip/create-zip.ts');
    let held = 0;
    let most = 0;
    const steps: [number, number][] = [];
    const entries = Array.from({ length: 7 }, (_, i) => ({
      name: `${i}.png`,
      image: async () => {
        most = Math.max(most, ++held);
        await new Promise((resolve) => setTimeout(resolve, 1));
        return drawing(20, 20);
      },
    }));
    await fresh.createZip(entries, {
      onProgress: (done, total) => {
        held--;
        steps.push([done, total]);
      },
    });
    expect(most).toBe(2);
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7].map((done) => [done, 7]));
  });

  it('names the entry that failed and asks for no further image', async () => {
    const cause = new Error('the engine is gone');
    let asked = 0;
    const entry = (name: string, fails: boolean) => ({
      name,
      image: () => {
        asked++;
        return fails ? Promise.reject(cause) : Promise.resolve(flat(2, 2));
      },
    });
    const failure = await createZip([
      entry('a.png', false),
      entry('b.png', true),
      ...Array.from({ length: 9 }, (_, i) => entry(`${i}.png`, false)),
    ]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(XrayError);
    expect(failure).toMatchObject({ code: 'export-failed', cause, message: expect.stringContaining('b.png') });
    expect(asked).toBeLessThan(6);
  });

  it('passes an abort through, before and between images', async () => {
    const controller = new AbortController();
    const entries = [
      { name: 'a.png', image: () => Promise.resolve(flat(2, 2)) },
      {
        name: 'b.png',
        image: () => {
          controller.abort();
          return Promise.resolve(flat(2, 2));
        },
      },
    ];
    await expect(createZip(entries, controller)).rejects.toMatchObject({ name: 'AbortError' });
    await expect(createZip(entries, controller)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('refuses a manifest that names a missing entry', async () => {
    const image = { name: 'x', width: 2, height: 2, parameters: {}, files: { edges: 'no.png' } };
    const making = createZip([{ name: 'a.png', image: flat(2, 2) }], { manifest: { images: [image] } });
    await expect(making).rejects.toMatchObject({ code: 'export-failed' });
  });
});
