import { describe, expect, it } from 'vitest';
import { isManifestFile } from '../../../../src/export/manifest/manifest-file.ts';
import { parseManifest, readManifest } from '../../../../src/export/manifest/manifest-reader.ts';
import { DEFAULT_PARAMS, resolveParams, type PipelineParams } from '../../../../src/pipeline/params.ts';

const image = (name: string, parameters: object = DEFAULT_PARAMS): object => ({ name, parameters });
const manifest = (...images: unknown[]): string => JSON.stringify({ schemaVersion: 1, images });
const SHA256 = '0123456789abcdef'.repeat(4);

const { blur, canny } = DEFAULT_PARAMS;

describe('parseManifest', () => {
  it('gives the parameters of each image, and each set once', () => {
    const other = resolveParams({ blur: { sigma: 0 } });
    const read = parseManifest(
      manifest(image('a.png'), { ...image('b.png', other), source: { sha256: SHA256 } }, image('c.png')),
    );
    expect(read.images.map(({ name }) => name)).toEqual(['a.png', 'b.png', 'c.png']);
    expect(read.images[1]).toEqual({ name: 'b.png', sha256: SHA256, parameters: other });
    expect(read.parameterSets).toEqual([DEFAULT_PARAMS, other]);
    // The engine's own type takes them.
    const [set]: readonly PipelineParams[] = read.parameterSets;
    expect(resolveParams(set)).toEqual(DEFAULT_PARAMS);
  });

  it('reads the first version’s, which had no methods: what is missing is its default', () => {
    const first = {
      blur: { kernelSize: 9, sigma: 2 },
      canny: { lowThreshold: 10, highThreshold: 20, apertureSize: 5, l2Gradient: true },
    };
    const { parameterSets } = parseManifest(manifest({ name: 'a.png', parameters: first }));
    expect(parameterSets).toEqual([resolveParams({ ...first, canny: { ...first.canny, apertureSize: 5 } })]);
    const other = { ...first, enhance: { method: 'none' } };
    const read = (): unknown => parseManifest(manifest({ name: 'a.png', parameters: other }));
    expect(read).toThrow('enhance.method must be equalize or clahe.');
  });

  it('passes over what it does not know, and keeps none of it', () => {
    const text = `{"schemaVersion":1,"later":[1],"images":[{"name":"a.png","later":{},"source":{"sha256":"no"},
      "parameters":{"blur":{"__proto__":{"kernelSize":9},${JSON.stringify(blur).slice(1)},"later":{},
      "canny":{"extra":1,${JSON.stringify(canny).slice(1)}}}]}`;
    const { images } = parseManifest(`\ufeff${text}`);
    expect(images).toEqual([{ name: 'a.png', parameters: DEFAULT_PARAMS }]);
    expect(Object.keys(images[0].parameters.canny)).not.toContain('extra');
  });

  it.each([
    ['no JSON', 'hand', 'the file is no JSON.'],
    ['cut short', manifest(image('a.png')).slice(0, -9), 'the file is no JSON.'],
    ['deeply nested', '['.repeat(200_000), 'the file is no JSON.'],
    ['another JSON', '{"name":"x"}', 'the file is no manifest of xray-lab.'],
    ['an array', '[1]', 'the file is no manifest of xray-lab.'],
    ['null', 'null', 'the file is no manifest of xray-lab.'],
    ['inherited fields', '{"__proto__":{"schemaVersion":1,"images":[]}}', 'the file is no manifest of xray-lab.'],
    ['a later version', '{"schemaVersion":2,"images":[{}]}', 'the manifest was made by another version of xray-lab, '],
    ['a version as text', '{"schemaVersion":"1","images":[{}]}', 'the manifest was made by another version'],
    ['no images', manifest(), 'the manifest lists no images.'],
    ['images of another type', '{"schemaVersion":1,"images":{"length":1}}', 'the manifest lists no images.'],
    ['an image without a name', manifest({ parameters: DEFAULT_PARAMS }), 'image 1 has no name.'],
    ['no image', manifest(image('a.png'), null), 'image 2 has no name.'],
    ['more than 16 MiB', ' '.repeat(16 * 2 ** 20 + 1), 'the file is too large for a manifest.'],
  ])('refuses %s', (_, text, reason) => {
    expect(() => parseManifest(text, 'x.json')).toThrowError(
      expect.objectContaining({
        name: 'XrayError',
        code: 'decode-failed',
        message: expect.stringContaining(`x.json: ${reason}`) as unknown,
      }),
    );
  });

  it.each([
    ['a missing group', { blur }, 'canny.lowThreshold must be a number'],
    ['a missing value', { blur: { sigma: 1 }, canny }, 'blur.kernelSize must be a number'],
    ['a number as text', { blur: { ...blur, sigma: '1' }, canny }, 'blur.sigma must be a number'],
    ['null', { blur: { ...blur, sigma: null }, canny }, 'blur.sigma must be a number'],
    ['an array', { blur: [5, 1], canny }, 'blur.kernelSize must be a number'],
    ['another aperture', { blur, canny: { ...canny, apertureSize: 4 } }, 'canny.apertureSize must be 3, 5 or 7'],
    ['a number for a flag', { blur, canny: { ...canny, l2Gradient: 1 } }, 'canny.l2Gradient must be true or false'],
  ])('refuses parameters with %s', (_, parameters, reason) => {
    expect(() => parseManifest(manifest(image('a.png', parameters)))).toThrowError(
      expect.objectContaining({ code: 'invalid-params', message: `manifest.json: image 1: ${reason}.` }),
    );
  });

  it('does not take for a field what objects inherit', () => {
    Object.defineProperty(Object.prototype, 'schemaVersion', { value: 1, configurable: true });
    try {
      const text = JSON.stringify({ images: [image('a.png')] });
      expect(() => parseManifest(text)).toThrowError('the file is no manifest of xray-lab');
    } finally {
      Reflect.deleteProperty(Object.prototype, 'schemaVersion');
    }
  });

  it('refuses what JSON makes infinite', () => {
    const text = manifest(image('a.png')).replace('"sigma":1', '"sigma":1e999');
    expect(() => parseManifest(text)).toThrowError('blur.sigma must be a number');
  });
});

describe('readManifest', () => {
  it('reads a file, and names it when it fails', async () => {
    expect((await readManifest(new File([manifest(image('a.png'))], 'm.json'))).parameterSets).toEqual([
      DEFAULT_PARAMS,
    ]);
    await expect(readManifest(new File(['x'], 'notes.json'))).rejects.toThrow('notes.json: the file is no JSON.');
    await expect(readManifest(new Blob(['x']))).rejects.toThrow('manifest.json: the file is no JSON.');
  });

  it('does not read what is too large or has vanished', async () => {
    const vanished = { size: 10, text: () => Promise.reject(new DOMException('', 'NotFoundError')) };
    await expect(readManifest(vanished as unknown as Blob)).rejects.toMatchObject({ code: 'decode-failed' });
    const huge = { size: 2 ** 40, text: () => Promise.reject(new Error('It was read.')) };
    await expect(readManifest(huge as unknown as Blob)).rejects.toThrow('too large for a manifest');
  });

  it('is told by its name or type', () => {
    const files = [
      new File([], 'manifest.JSON'),
      new File([], 'x', { type: 'application/json' }),
      new File([], 'a.png'),
    ];
    expect([...files.map(isManifestFile), isManifestFile(new Blob())]).toEqual([true, true, false, false]);
  });
});
