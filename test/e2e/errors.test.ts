import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { STAGE_IDS, STAGES } from '../../src/pipeline/standard-graph.ts';
import { expectOpencvStages } from './support/expect-opencv-stages.ts';
import { LabPage, type ChosenFile } from './support/lab-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { openArchive } from './support/results-archive.ts';
import { servePage } from './support/served-page.ts';
import { ANY_FORMAT } from '../support/format-names.ts';

const served = servePage();
let lab: LabPage;

beforeEach(async () => {
  lab = await LabPage.open(served.browser, served.url);
});
afterEach(async () => {
  await lab.close();
});

const image = radiograph(150, 100, 1);
const good = pngFile('good.png', image);
const MEBIBYTE = 1024 * 1024;

/** A PNG header that promises more pixels than anybody has memory for. */
function hugePng(): Buffer {
  const huge = Buffer.from(good.buffer);
  huge.writeUInt32BE(65535, 16);
  huge.writeUInt32BE(65535, 20);
  huge.writeUInt32BE(crc32(huge.subarray(12, 29)), 29);
  return huge;
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

const REFUSED: { file: ChosenFile; code: string; message: RegExp }[] = [
  {
    file: { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Not an image.') },
    code: 'unsupported-type',
    message: new RegExp(`invalid file type\\. Please choose a ${ANY_FORMAT} image\\.`),
  },
  {
    file: { name: 'disguised.png', mimeType: 'image/png', buffer: Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;') },
    code: 'unsupported-type',
    message: new RegExp(`this is a GIF image\\. Please choose a ${ANY_FORMAT} file\\.`),
  },
  {
    file: {
      name: 'heavy.png',
      mimeType: 'image/png',
      buffer: Buffer.concat([good.buffer, Buffer.alloc(21 * MEBIBYTE)]),
    },
    code: 'file-too-large',
    message: /file is too large \(21(\.0)? MB\)\. The maximum is 20 MB\./,
  },
  {
    file: { name: 'nothing.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) },
    code: 'file-empty',
    message: /the file is empty\./,
  },
  {
    file: { name: 'torn.png', mimeType: 'image/png', buffer: good.buffer.subarray(0, good.buffer.length / 2) },
    code: 'decode-failed',
    message: /the image could not be read\. The file may be damaged\./,
  },
  {
    file: { name: 'wide.png', mimeType: 'image/png', buffer: hugePng() },
    code: 'image-too-large',
    message: /65535 × 65535 pixels is too large\. The maximum is 100 megapixels\./,
  },
];

describe('a file that cannot be used', () => {
  it.each(REFUSED)(
    '$file.name is refused with its reason, and nothing else is lost',
    async ({ file, code, message }) => {
      await lab.choose(good);
      await lab.waitForResults(1);

      // Dropped, because a file dialog may hold back what is not in `accept`.
      await lab.transfer('drop', file);
      await expect.poll(() => lab.reportedErrors()).toHaveLength(1);
      const [error] = await lab.reportedErrors();
      expect(error.code).toBe(code);
      expect(error.message).toMatch(message);
      expect(error.message.startsWith(`${file.name}: `)).toBe(true);
      await lab.page.getByText(message).first().waitFor();

      // What was shown is still there, and can be saved.
      await lab.waitForResults(1);
      const archive = await openArchive((await lab.downloadZip()).bytes);
      await expectOpencvStages(archive, 'good', image);

      // The next image is taken as if nothing had been.
      await lab.transfer('drop', pngFile('next.png', radiograph(90, 120, 3)));
      await lab.waitForResults(2);
      expect(lab.problems).toEqual([]);
    },
  );

  it('does not stop the others it came with', async () => {
    await lab.transfer(
      'drop',
      ...REFUSED.filter(({ code }) => code !== 'file-too-large').map(({ file }) => file),
      good,
    );
    await lab.waitForResults(1);
    await expect.poll(() => lab.reportedErrors()).toHaveLength(REFUSED.length - 1);
    for (const id of STAGE_IDS) expect(await lab.figure(STAGES[id].title).isVisible()).toBe(true);
    expect(lab.problems).toEqual([]);
  });
});
