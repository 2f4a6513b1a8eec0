import { afterEach, describe, expect, it, vi } from 'vitest';
import { byTimeout } from '../../../../src/base/listen-to.ts';
import { releaseDecoder } from '../../../../src/decode/decode-client.ts';
import type { ImageInFile } from '../../../../src/image/image-in-file.ts';
import type { OpenedImage } from '../../../../src/engines/engine-supply.ts';
import { resolveParams, type DeepPartial, type PipelineParams } from '../../../../src/pipeline/params.ts';
import { STAGE_IDS } from '../../../../src/pipeline/standard-graph.ts';
import { FileTable } from '../../../../src/session/files/file-table.ts';
import type { KeptResults } from '../../../../src/session/files/kept-results.ts';
import { inspectFile, openFile, type OpenFileOptions } from '../../../../src/session/processing/open-file.ts';
import { CountingFile } from '../../../support/counting-file.ts';
import { makePng } from '../../../support/png-maker.ts';

const png = makePng({ width: 4, height: 3, colorType: 0, bitDepth: 8, pixel: (x, y) => [x + y] });
const limits = { maxFileSize: 1000, maxPixels: 1000, accept: 'image/png' };
const files = new FileTable(() => undefined);

/** What an engine would be given. */
function options(changes: Partial<OpenFileOptions> = {}): OpenFileOptions {
  const open = async (image: ImageInFile, ending: AbortSignal): Promise<OpenedImage> => {
    await image.decode(ending);
    return {} as OpenedImage;
  };
  const { signal } = new AbortController();
  return { limits, open, kept: () => Promise.resolve(null), signal, after: byTimeout, ...changes };
}

function add(): { file: CountingFile; entry: () => NonNullable<ReturnType<FileTable['get']>> } {
  const file = new CountingFile([png], 'a.png');
  const { id } = files.add(file, 'a.png');
  return { file, entry: () => files.get(id) as NonNullable<ReturnType<FileTable['get']>> };
}

afterEach(() => releaseDecoder());

describe('a file that waits', () => {
  it('has its header read once, and its bytes when its turn comes', async () => {
    const { file, entry } = add();
    files.patch(entry().id, await inspectFile(entry(), limits));
    expect(entry().facts).toEqual({ width: 4, height: 3, bitDepth: 8, colorType: 'gray' });
    expect([file.slices, file.whole]).toEqual([1, 0]);
    const onSource = vi.fn();
    await openFile(entry(), options({ onSource }));
    expect(onSource).toHaveBeenCalledWith(expect.objectContaining({ format: 'png', bytes: png.length }));
    expect([file.slices, file.whole]).toEqual([1, 1]);
  });

  it('is held against the limits and types of that time', async () => {
    const { file, entry } = add();
    files.patch(entry().id, await inspectFile(entry(), limits));
    const small = { ...limits, maxPixels: 11 };
    await expect(openFile(entry(), options({ limits: small }))).rejects.toMatchObject({ code: 'image-too-large' });
    const others = { ...limits, accept: 'image/jpeg' };
    await expect(openFile(entry(), options({ limits: others }))).rejects.toMatchObject({
      code: 'unsupported-type',
      reason: 'type-not-accepted',
      message: 'a.png: this type of image is not accepted here.',
    });
    expect([file.slices, file.whole]).toEqual([1, 0]);
  });
});

it('a file that is made anew has its header read no second time', async () => {
  const { file, entry } = add();
  await openFile(entry(), options({ onInspected: (inspected) => files.patch(entry().id, inspected) }));
  await openFile(entry(), options());
  expect([file.slices, file.whole]).toEqual([1, 2]);
});

describe('what is kept of a file', () => {
  const images = Object.fromEntries(STAGE_IDS.map((id) => [id, new Blob([png])])) as KeptResults['images'];
  const kept = (window: DeepPartial<PipelineParams['window']>): OpenFileOptions['kept'] => {
    const computed = { params: resolveParams({ window }), backend: 'cpu', milliseconds: 1, fallback: null } as const;
    return () => Promise.resolve({ computed, images });
  };
  const deep = makePng({ width: 4, height: 3, colorType: 0, bitDepth: 16, pixel: (x, y) => [300 * x + y] });
  const rgb = makePng({ width: 4, height: 3, colorType: 2, bitDepth: 8, pixel: (x, y) => [x, y, 0] });

  it.each([
    ['gray, as it is', png, {}, 0],
    ['gray, inverted', png, { invert: true }, 1],
    ['gray of 16 bits', deep, {}, 1],
    ['in colour, which has no window', rgb, { invert: true }, 0],
  ] as const)('serves in its place where no window made it: %s', async (_, bytes, window, whole) => {
    const file = new CountingFile([bytes], 'a.png');
    const { id } = files.add(file, 'a.png');
    const entry = files.get(id) as NonNullable<ReturnType<FileTable['get']>>;
    await openFile(entry, options({ kept: kept(window) }));
    expect(file.whole).toBe(whole);
  });
});
