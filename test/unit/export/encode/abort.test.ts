import { afterEach, describe, expect, it, vi } from 'vitest';
import { decodePng } from '../../../../src/decode/png/decode-png.ts';
import { RleDeflater } from '../../../../src/export/png/deflate-rle.ts';
import { exportTasks } from '../../../../src/export/encode/export-tasks.ts';
import { encodePngBytes } from '../../../../src/export/png/png-encoder.ts';
import { sha256, sha256Hex } from '../../../../src/base/checksums/sha256.ts';
import { Pacer } from '../../../../src/worker/pacer.ts';
import { copyRows, type RowRequest } from '../../../../src/image/row-source.ts';
import { radiograph } from '../../../support/images.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** By this clock every step is due for a pause. */
function makeEveryStepLong(): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
}

const image = radiograph(1500, 1200);
const context = (signal: AbortSignal) => ({
  signal,
  report: () => undefined,
  ask: async (request: RowRequest) => copyRows(image, image.data, request),
  transfer: () => undefined,
  free: () => undefined,
});

describe('an aborted', () => {
  it('encoding of a PNG deflates nothing more', async () => {
    makeEveryStepLong();
    const push = vi.spyOn(RleDeflater.prototype, 'push');
    const whole = encodePngBytes(image);
    const pushes = push.mock.calls.length;
    push.mockRestore();

    const controller = new AbortController();
    let done = 0;
    const own = RleDeflater.prototype.push;
    vi.spyOn(RleDeflater.prototype, 'push').mockImplementation(function (this: RleDeflater, bytes) {
      // Near the end: the first ones are for choosing the filter.
      if (++done === pushes - 5) controller.abort();
      own.call(this, bytes);
    });
    const encoding = exportTasks.encodePng({ shape: image, digest: true }, context(controller.signal));
    await expect(encoding).rejects.toMatchObject({ name: 'AbortError' });
    expect(done).toBe(pushes - 5);
    const { file } = await exportTasks.encodePng(
      { shape: image, digest: false },
      context(new AbortController().signal),
    );
    expect(Buffer.from(await file.arrayBuffer()).equals(whole)).toBe(true);
  });

  it('decoding of a PNG reads no further row', async () => {
    makeEveryStepLong();
    const controller = new AbortController();
    const pacer = new Pacer(controller.signal);
    const rest = pacer.rest.bind(pacer);
    let rests = 0;
    pacer.rest = () => {
      if (++rests === 3) controller.abort();
      return rest();
    };
    await expect(decodePng(encodePngBytes(image), pacer)).rejects.toMatchObject({ name: 'AbortError' });
    // There is one after every row, of which there are 1200.
    expect(rests).toBe(3);
  });

  it('digest without the browser’s help ends at the next megabyte', async () => {
    vi.stubGlobal('crypto', {});
    const bytes = new Uint8Array(3 * 2 ** 20 + 5).fill(7);
    let rests = 0;
    await expect(
      sha256Hex(bytes, async () => {
        if (++rests === 2) throw new Error('No longer wanted.');
      }),
    ).rejects.toThrow('No longer wanted.');
    expect(rests).toBe(2);
    const whole = await sha256Hex(bytes);
    expect(whole).toBe(Array.from(sha256(bytes), (byte) => byte.toString(16).padStart(2, '0')).join(''));
    vi.unstubAllGlobals();
    expect(whole).toBe(await sha256Hex(bytes));
  });
});
