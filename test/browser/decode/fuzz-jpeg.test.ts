import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { releaseDecoder } from '../../../src/decode/decode-client.ts';
import { decodeImage } from '../../../src/decode/decode-image.ts';
import { assertRasterImage } from '../../../src/image/raster-image.ts';
import { XrayError } from '../../../src/base/xray-error.ts';
import { exifSegment, insertSegment, scannedJpeg } from '../../support/jpeg-segments.ts';
import { watchWorkers } from '../../support/crashing-workers.ts';
import { mutantCount, mutate, mutations } from '../../support/mutants.ts';

/** A decoder that hangs is found; one on a busy machine is not. */
const DEADLINE_MS = 500_000;
const MAX_PIXELS = 250_000;
/** Some ten seconds' worth; `npm run test:long` takes more. */
const MUTANTS = 5000;

async function seedFiles(): Promise<Uint8Array<ArrayBuffer>[]> {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser has no 2D canvas.');
  const files: Uint8Array<ArrayBuffer>[] = [];
  for (const [width, height, quality] of [
    [40, 24, 0.9],
    [17, 33, 0.4],
    [8, 8, 1],
  ]) {
    Object.assign(canvas, { width, height });
    for (let x = 0; x < width; x++) {
      context.fillStyle = `hsl(${x * 31} 80% ${20 + ((x * 7) % 60)}%)`;
      context.fillRect(x, (x * 5) % height, 3, height / 2);
    }
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    if (!blob) throw new Error('This browser writes no JPEG.');
    files.push(new Uint8Array(await blob.arrayBuffer()));
  }
  return [
    ...files,
    insertSegment(files[0], exifSegment(6)),
    insertSegment(files[1], [0xff, 0xfe, 0, 0, 0xff, 0xe1, 0, 1]),
    scannedJpeg(12),
  ];
}

/** What came of a file: an image, or an error's code. Anything else fails the test. */
async function outcome(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  let timer = 0;
  const deadline = new Promise<never>((_, reject) => {
    timer = window.setTimeout(() => reject(new Error('Not decided within the deadline.')), DEADLINE_MS);
  });
  try {
    const file = new File([bytes], 'mutant.jpg');
    const image = await Promise.race([decodeImage(file, { maxPixels: MAX_PIXELS }), deadline]);
    assertRasterImage(image);
    expect(image.width * image.height).to.be.at.most(MAX_PIXELS);
    return 'decoded';
  } catch (error) {
    if (!(error instanceof XrayError)) throw error;
    expect(['unsupported-type', 'file-empty', 'image-too-large', 'decode-failed']).to.include(error.code);
    expect(error.message.startsWith('mutant.jpg: ')).to.equal(true);
    return error.code;
  } finally {
    clearTimeout(timer);
  }
}

/** Decodes `mutants` damaged files. Resolves to how many came to what. */
async function decodeMutants(mutants: number, seed: number): Promise<Record<string, number>> {
  const files = await seedFiles();
  for (const file of files) expect(await outcome(file)).to.equal('decoded');
  const counts: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(fc.nat(files.length - 1), mutations, fc.nat(9), async (index, changes, part) => {
      // The first bytes, by which it is known as a JPEG, stay in nine of ten.
      const result = await outcome(mutate(files[index], changes, part === 0 ? 0 : 4));
      counts[result] = (counts[result] ?? 0) + 1;
    }),
    { numRuns: mutants, seed },
  );
  console.log(`JPEG mutants: ${JSON.stringify(counts)}`);
  expect(counts.decoded).to.be.above(mutants / 50);
  expect(counts['decode-failed']).to.be.above(mutants / 50);
  return counts;
}

describe('damaged JPEGs', () => {
  const rejections: unknown[] = [];
  const onRejection = (event: PromiseRejectionEvent): void => void rejections.push(event.reason);
  let watched: ReturnType<typeof watchWorkers>;
  before(() => window.addEventListener('unhandledrejection', onRejection));
  after(() => window.removeEventListener('unhandledrejection', onRejection));
  afterEach(() => {
    releaseDecoder();
    watched.restore();
    expect(rejections).to.deep.equal([]);
  });

  it('are decoded or refused by one worker, with nothing left hanging', async function () {
    const environment = (await (await fetch('/environment.json')).json()) as { XRAY_FUZZ?: string };
    const mutants = mutantCount(MUTANTS, environment.XRAY_FUZZ);
    this.timeout(120_000 + mutants * 60);
    watched = watchWorkers();
    await decodeMutants(mutants, 7);
    // One that was stopped by a file would have been replaced.
    expect(watched.scripts).to.deep.equal(['/src/decode/decode.worker.ts']);
  });
});
