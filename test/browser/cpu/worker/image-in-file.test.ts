import { expect } from '@open-wc/testing';
import { createCpuEngine } from '../../../../src/cpu/cpu-engine.ts';
import { releaseDecoder } from '../../../../src/decode/decode-client.ts';
import { decodeImage } from '../../../../src/decode/decode-image.ts';
import { openSource } from '../../../../src/decode/open-source.ts';
import { encodePng } from '../../../../src/export/encode/encode-png.ts';
import type { Engine } from '../../../../src/pipeline/engine.ts';
import { STAGE_IDS } from '../../../../src/pipeline/standard-graph.ts';
import { watchWorkers } from '../../../support/crashing-workers.ts';
import { expectSameImage } from '../../../support/expect-same-image.ts';
import { exifSegment, insertSegment } from '../../../support/jpeg-segments.ts';
import { radiograph, rgbNoise } from '../../../support/images.ts';
import { loadOpenCv, oracleChain } from '../../../support/opencv.ts';

const ENGINE = '/src/cpu/worker/cpu.worker.ts';

/** A JPEG, as this browser writes it. */
async function jpeg(): Promise<Blob> {
  const { width, height, data } = radiograph(300, 200);
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const pixels = new ImageData(width, height);
  for (let i = 0; i < pixels.data.length; i++) pixels.data[i] = i % 4 === 3 ? 255 : data[i >> 2];
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('No JPEG.'))), 'image/jpeg'),
  );
}

const FILES: readonly [string, () => Promise<Blob>][] = [
  ['PNG', () => encodePng(rgbNoise(700, 500, 3))],
  ['JPEG', jpeg],
  ['turned JPEG', async () => new Blob([insertSegment(await bytesOf(await jpeg()), exifSegment(6))])],
];

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}

describe('the CPU engine and an image in its file', () => {
  const { warn } = console;
  let watched: ReturnType<typeof watchWorkers> | null = null;
  let engine: Engine | null = null;
  beforeEach(() => {
    console.warn = () => undefined;
  });
  afterEach(() => {
    console.warn = warn;
    watched?.restore();
    engine?.dispose();
  });

  for (const [kind, make] of FILES) {
    const expectExact = async (options: Parameters<typeof watchWorkers>[0], started: string[]): Promise<void> => {
      const file = await make();
      const image = await decodeImage(file);
      // The worker that decoded is not watched.
      releaseDecoder();
      watched = watchWorkers(options);
      engine = await createCpuEngine();
      const pipeline = await engine.open((await openSource(file)).inFile({ digest: true }));
      await pipeline.update();
      const expected = oracleChain(await loadOpenCv(), image, pipeline.params);
      for (const stage of STAGE_IDS) {
        expectSameImage(await pipeline.read(stage), expected[stage], { image: kind, stage });
      }
      expect(watched.scripts).to.deep.equal(started);
    };

    it(`decodes a ${kind} where it computes, and has the same bytes`, () => expectExact({}, [ENGINE]));

    for (const task of ['decode', 'compute', 'read']) {
      it(`has a ${kind} decoded again when the worker crashes at ${task}`, () => {
        let requests = 0;
        const crashesAt = (_worker: number, name: string): boolean => name === task && ++requests === 1;
        return expectExact({ script: 'cpu.worker', crashesAt }, [ENGINE, ENGINE]);
      });
    }

    it(`takes a ${kind} on the page’s thread where workers are refused`, () => expectExact({ refuseFrom: 0 }, []));
  }
});
