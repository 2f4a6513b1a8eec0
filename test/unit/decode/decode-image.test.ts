import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { releaseDecoder } from '../../../src/decode/decode-client.ts';
import { decodeFile, decodeImage } from '../../../src/decode/decode-image.ts';
import { decodeTasks } from '../../../src/decode/decode-tasks.ts';
import type { DecodeInput } from '../../../src/decode/source/decode-input.ts';
import { crc32 } from '../../../src/base/checksums/crc32.ts';
import { XrayError } from '../../../src/base/xray-error.ts';
import type { Request, Response } from '../../../src/worker/protocol.ts';
import { componentsOf } from '../../support/jpeg-fixture.ts';
import { jpegFixtures } from '../../support/jpeg-fixtures.ts';
import { frame, segment } from '../../support/jpeg-segments.ts';
import { makePng } from '../../support/png-maker.ts';
import { ANY_FORMAT } from '../../support/format-names.ts';

const png = makePng({ width: 2, height: 2, colorType: 4, bitDepth: 16, pixel: (x, y) => [(x + 2 * y) * 257, 0] });

/** A worker that does its work on this thread, or dies of it. */
class FakeWorker {
  static started: FakeWorker[] = [];
  /** How many of the next ones die. */
  static mortal = 0;
  onmessage: ((event: { data: Response }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  readonly terminate = vi.fn();
  private readonly listeners: (() => void)[] = [];
  private readonly dies = FakeWorker.mortal-- > 0;

  constructor() {
    FakeWorker.started.push(this);
    queueMicrotask(() => this.onmessage?.({ data: { kind: 'ready' } }));
  }

  addEventListener(_type: 'error', listener: () => void): void {
    this.listeners.push(listener);
  }

  async postMessage(request: Request): Promise<void> {
    if (request.kind !== 'run') return;
    if (this.dies) {
      for (const listener of this.listeners) listener();
      this.onerror?.({ preventDefault: () => undefined, message: 'out of memory' });
      return;
    }
    const context = {
      signal: new AbortController().signal,
      report: () => undefined,
      transfer: () => undefined,
      free: () => undefined,
    };
    const output = await decodeTasks.decode(request.input as DecodeInput, context as never);
    this.onmessage?.({ data: { kind: 'done', id: request.id, output } });
  }
}

afterEach(async () => {
  releaseDecoder();
  vi.unstubAllGlobals();
  FakeWorker.started = [];
  FakeWorker.mortal = 0;
  await Promise.resolve();
});

describe('decodeImage', () => {
  it('decodes where there is no worker', async () => {
    const image = await decodeImage(new Blob([png]));
    expect(image).toEqual({ width: 2, height: 2, channels: 1, bitDepth: 8, data: Uint8Array.of(0, 1, 2, 3) });
  });

  it('tells what the file was', async () => {
    const { source } = await decodeFile(new Blob([png]));
    const facts = { format: 'png', bitDepth: 16, colorType: 'gray-alpha', fidelity: 'exact', bytes: png.length };
    expect(source).toEqual(facts);
    const sha256 = createHash('sha256').update(png).digest('hex');
    expect((await decodeFile(new Blob([png]), { digest: true })).source).toEqual({ ...facts, sha256 });
  });

  it.each([
    ['chest.bmp', 'BM....', 'unsupported-type', `chest.bmp: invalid file type. Please choose a ${ANY_FORMAT} image.`],
    ['a.png', '', 'file-empty', 'a.png: the file is empty.'],
    ['b.png', png.slice(0, 60), 'decode-failed', 'b.png: the image could not be read. The file may be damaged.'],
  ])('refuses %s', async (name, content, code, message) => {
    const error: unknown = await decodeImage(new File([content], name)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(XrayError);
    expect(error).toMatchObject({ code, message });
  });

  it('refuses a large file before it reads any of it', async () => {
    const file = new File([new Uint8Array(24_536_678)], 'x.png');
    const slice = vi.spyOn(file, 'slice');
    await expect(decodeImage(file, { maxFileSize: 20 * 2 ** 20 })).rejects.toMatchObject({
      code: 'file-too-large',
      message: 'x.png: file is too large (23.4 MB). The maximum is 20 MB.',
    });
    expect(slice).not.toHaveBeenCalled();
  });

  it('decodes a JPEG where there is no browser', async () => {
    const inks = jpegFixtures().find((fixture) => componentsOf(fixture) === 4);
    const { width, height, crc } = inks?.expected ?? { width: 0, height: 0, crc: 0 };
    const { image, source } = await decodeFile(new Blob([inks?.bytes ?? '']));
    expect({ ...image, data: crc32(image.data) }).toEqual({ width, height, channels: 3, bitDepth: 8, data: crc });
    expect(source).toMatchObject({ format: 'jpeg', bitDepth: 8, colorType: 'cmyk', fidelity: 'exact' });
  });

  it('reads of it how it begins, where its format says how large it may be', async () => {
    const file = new File([png, new Uint8Array(24_536_678)], 'x.png');
    const slice = vi.spyOn(file, 'slice');
    await expect(decodeImage(file)).rejects.toMatchObject({
      code: 'file-too-large',
      message: 'x.png: file is too large (23.4 MB). The maximum is 20 MB.',
    });
    expect(slice.mock.calls).toEqual([[0, 65536]]);
  });

  it('refuses a JPEG that is not what its header says', async () => {
    const jpeg = Uint8Array.from([0xff, 0xd8, ...segment(0xc0, frame()), ...segment(0xda), 0xff, 0xd9]);
    await expect(decodeImage(new File([jpeg], 'a.jpg'))).rejects.toMatchObject({ code: 'decode-failed' });
  });

  it('rejects with AbortError when aborted before or meanwhile', async () => {
    const aborted = new AbortController();
    aborted.abort();
    await expect(decodeImage(new Blob([png]), { signal: aborted.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    const controller = new AbortController();
    const decoding = decodeImage(new Blob([png]), { signal: controller.signal });
    controller.abort();
    await expect(decoding).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('the decoding worker', () => {
  it('is started once, by the first call', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    expect(FakeWorker.started).toHaveLength(0);
    await Promise.all([decodeImage(new Blob([png])), decodeImage(new Blob([png]))]);
    await decodeImage(new Blob([png]));
    expect(FakeWorker.started).toHaveLength(1);
  });

  it('is replaced when it has crashed', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    FakeWorker.mortal = 1;
    expect((await decodeImage(new Blob([png]))).width).toBe(2);
    expect(FakeWorker.started).toHaveLength(2);
    warn.mockRestore();
  });

  it('is not started for ever for a file that it crashes at', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    vi.stubGlobal('Worker', FakeWorker);
    FakeWorker.mortal = 2;
    await expect(decodeImage(new File([png], 'a.png'))).rejects.toMatchObject({
      code: 'decode-failed',
      message: 'a.png: the image could not be read: the work on it stopped, also when repeated.',
      hint: expect.stringContaining('memory') as string,
    });
    expect(FakeWorker.started).toHaveLength(2);
    expect((await decodeImage(new Blob([png]))).width).toBe(2);
    expect(FakeWorker.started).toHaveLength(3);
    warn.mockRestore();
  });

  it('is ended by releaseDecoder, and another started later', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    await decodeImage(new Blob([png]));
    releaseDecoder();
    releaseDecoder();
    await vi.waitFor(() => expect(FakeWorker.started[0].terminate).toHaveBeenCalledOnce(), { timeout: 60_000 });
    expect(FakeWorker.started[0].terminate).toHaveBeenCalledOnce();
    expect((await decodeImage(new Blob([png]))).width).toBe(2);
    expect(FakeWorker.started).toHaveLength(2);
  });
});

it('does not wait for a worker that says nothing once it is aborted', async () => {
  class SilentWorker {
    readonly addEventListener = vi.fn();
    readonly terminate = vi.fn();
    onmessage: ((event: { data: Response }) => void) | null = null;

    constructor() {
      queueMicrotask(() => this.onmessage?.({ data: { kind: 'ready' } }));
    }

    postMessage(): void {
      asked();
    }
  }
  let asked = (): void => undefined;
  const working = new Promise<void>((resolve) => (asked = resolve));
  releaseDecoder();
  vi.stubGlobal('Worker', SilentWorker);
  const controller = new AbortController();
  const jpeg = Uint8Array.from([0xff, 0xd8, ...segment(0xc0, frame()), ...segment(0xda, [0])]);
  const decoding = decodeImage(new Blob([jpeg]), { signal: controller.signal });
  await working;
  controller.abort();
  await expect(decoding).rejects.toMatchObject({ name: 'AbortError' });
  releaseDecoder();
});
