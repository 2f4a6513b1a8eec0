import { expect } from '@open-wc/testing';
import { createCpuEngine } from '../../src/cpu/cpu-engine.ts';
import { releaseDecoder } from '../../src/decode/decode-client.ts';
import { decodeImage } from '../../src/decode/decode-image.ts';
import { createZip } from '../../src/export/zip/create-zip.ts';
import { encodePng } from '../../src/export/encode/encode-png.ts';
import { releaseExporters } from '../../src/export/encode/export-client.ts';
import type { Engine, ImagePipeline } from '../../src/pipeline/engine.ts';
import { processFile } from '../../src/oneshot/process-file.ts';
import { radiograph, rgbNoise } from '../support/images.ts';

/**
 * An abort is answered at once: before a piece of work that is begun at that moment, by a worker of its own, and is several
 * times shorter than what was aborted, is done. That is an order, not a time: on a busy machine both take longer.
 * Milliseconds are measured by `npm run bench -- abort`.
 */
describe('an abort', () => {
  const params = { blur: { kernelSize: 31 }, canny: { apertureSize: 7 as const, l2Gradient: true } };
  const large = rgbNoise(4096, 3072, 1);
  const engines: Engine[] = [];
  /** Within the limits of processFile. */
  let small: Blob;
  let png: Blob;
  let jpeg: Blob;
  let short: ImagePipeline;
  let whole: ImagePipeline;

  const opened = async (image: Parameters<Engine['open']>[0]): Promise<ImagePipeline> => {
    const engine = await createCpuEngine({ kernels: 'plain' });
    engines.push(engine);
    return engine.open(image);
  };

  before(async () => {
    png = await encodePng(large);
    small = await encodePng(radiograph(4096, 4096));
    const canvas = Object.assign(document.createElement('canvas'), { width: 4096, height: 3072 });
    const context = canvas.getContext('2d');
    if (!context) throw new Error('This browser has no 2D canvas.');
    context.drawImage(await createImageBitmap(png), 0, 0);
    const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.95));
    if (!made) throw new Error('This browser writes no JPEG.');
    jpeg = made;
    // Everything that is begun only once is up: workers, kernels.
    await decodeImage(jpeg, { maxFileSize: Infinity });
    short = await opened(radiograph(2048, 2048));
    whole = await opened(large);
  });
  // What is begun beside each is to be computed again.
  beforeEach(() => short.update(params));
  after(() => {
    for (const engine of engines) engine.dispose();
    releaseDecoder();
    releaseExporters();
  });

  const zip = (signal: AbortSignal): Promise<Blob> =>
    createZip(
      Array.from({ length: 4 }, (_, i) => ({ name: `${i}.png`, image: large })),
      { signal },
    );

  const WORK: Record<string, (signal: AbortSignal) => Promise<unknown>> = {
    'of decoding a PNG': (signal) => decodeImage(png, { signal, maxFileSize: Infinity }),
    'of decoding a JPEG': (signal) => decodeImage(jpeg, { signal, maxFileSize: Infinity }),
    'of a whole file': (signal) => processFile(small, { signal, backend: 'cpu', params }),
    'of an update': (signal) => whole.update(params, { signal }),
    'of a ZIP': zip,
    'of a ZIP whose workers are not up yet': (signal) => {
      releaseExporters();
      return zip(signal);
    },
  };

  for (const [name, work] of Object.entries(WORK)) {
    it(`${name} is answered before other work is done`, async () => {
      const controller = new AbortController();
      const order: string[] = [];
      const begun = whenBegun();
      const aborted = work(controller.signal).then(
        () => order.push('done after all'),
        (error: Error) => order.push(error.name),
      );
      // In the middle of it, however fast the machine is.
      await begun;
      const other = short.update({ blur: { kernelSize: 29 } }).then(() => order.push('other'));
      controller.abort();
      await Promise.all([aborted, other]);
      expect(order).to.deep.equal(['AbortError', 'other']);
    });
  }
});

/** Resolves when a worker is asked for something, or is started for it. */
function whenBegun(): Promise<void> {
  const { Worker: Own } = window;
  const proto = Own.prototype as { postMessage: (...message: unknown[]) => void };
  const { postMessage } = proto;
  return new Promise((resolve) => {
    const begun = (): void => {
      window.Worker = Own;
      proto.postMessage = postMessage;
      resolve();
    };
    window.Worker = class extends Own {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        begun();
      }
    };
    proto.postMessage = function (this: Worker, ...message) {
      postMessage.apply(this, message);
      begun();
    };
  });
}
