import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { afterEach, describe, expect, it } from 'vitest';
import type { XrayLab } from '../../src/components/lab/xray-lab.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { STAGE_IDS, STAGES } from '../../src/pipeline/standard-graph.ts';
import { expectOpencvStages, ORIGINAL_PARAMS } from './support/expect-opencv-stages.ts';
import { LabPage } from './support/lab-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { openArchive } from './support/results-archive.ts';
import { servePage } from './support/served-page.ts';

const schemaFile = new URL('../../docs/schema/manifest.schema.json', import.meta.url);
const matchesSchema = new Ajv2020({ allErrors: true }).compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object);

const served = servePage();
const servedWithoutGpu = servePage({ webgl: false });
let lab: LabPage;

afterEach(async () => {
  await lab.close();
});

const gray = radiograph(317, 203, 1);
const colour = radiograph(203, 317, 3);

describe.each([
  { choice: 'cpu', engine: 'cpu', gpu: true },
  { choice: 'webgl2', engine: 'webgl2', gpu: true },
  { choice: 'auto', engine: 'cpu', gpu: false },
] as const)('the page, backend $choice (WebGL2: $gpu)', ({ choice, engine, gpu }) => {
  const open = (): Promise<LabPage> => {
    const { browser, url } = gpu ? served : servedWithoutGpu;
    return LabPage.open(browser, `${url}?backend=${choice}`);
  };

  it('takes an image, shows its five stages and saves what OpenCV computes', async () => {
    lab = await open();
    const file = pngFile('chest.png', gray);
    await lab.choose(file);
    await lab.waitForResults(1);

    expect(await lab.backendInUse()).toBe(engine);
    for (const id of STAGE_IDS) expect(await lab.figure(STAGES[id].title).count(), STAGES[id].title).toBe(1);

    const archive = await openArchive((await lab.downloadZip()).bytes);
    expect([...archive.names].sort()).toEqual(['manifest.json', ...STAGE_IDS.map((id) => `chest_${id}.png`)].sort());
    await expectOpencvStages(archive, 'chest', gray);
    expect(matchesSchema(archive.manifest), JSON.stringify(matchesSchema.errors)).toBe(true);
    expect(archive.manifest).toEqual({
      schemaVersion: 1,
      tool: { name: 'xray-lab', version: packageJson.version },
      images: [
        {
          name: 'chest.png',
          source: {
            format: 'png',
            bitDepth: 8,
            colorType: 'gray',
            fidelity: 'exact',
            sha256: createHash('sha256').update(file.buffer).digest('hex'),
            bytes: file.buffer.length,
          },
          width: 317,
          height: 203,
          engine,
          parameters: ORIGINAL_PARAMS,
          files: Object.fromEntries(
            STAGE_IDS.map((id) => [id, { file: `chest_${id}.png`, sha256: archive.sha256(`chest_${id}.png`) }]),
          ),
        },
      ],
      otherFiles: [],
    });
    expect(lab.problems).toEqual([]);
  });

  it('takes several files at once and keeps files of the same name apart', async () => {
    lab = await open();
    await lab.choose(pngFile('hand.png', gray), pngFile('hand.PNG', colour));
    await lab.waitForResults(2);
    const archive = await openArchive((await lab.downloadZip()).bytes);
    const originals = archive.names.filter((name) => name.endsWith('_original.png'));
    expect(archive.names).toHaveLength(11);
    expect(new Set(originals.map((name) => name.toLowerCase())).size).toBe(2);
    for (const name of originals) {
      const source = archive.image(name).width === gray.width ? gray : colour;
      await expectOpencvStages(archive, name.replace('_original.png', ''), source);
    }
    expect(lab.problems).toEqual([]);
  });
});

it('says where there is no WebGL2 that it is not there, when it is insisted on, and what else there is', async () => {
  lab = await LabPage.open(servedWithoutGpu.browser, `${servedWithoutGpu.url}?backend=webgl2`);
  await lab.choose(pngFile('chest.png', gray));
  await lab.page.getByRole('alert').getByText('WebGL2').first().waitFor();
  expect(await lab.reportedErrors()).toMatchObject([{ code: 'engine-unavailable' }]);
  await lab.page.locator('xray-lab').evaluate((element: XrayLab) => (element.backend = 'cpu'));
  await lab.choose(pngFile('chest.png', gray));
  await lab.waitForResults(1);
  expect(lab.problems).toEqual([]);
});

it.each(['drop', 'paste'] as const)('takes an image by %s', async (kind) => {
  lab = await LabPage.open(served.browser, served.url);
  await lab.transfer(kind, pngFile('knee.png', colour));
  await lab.waitForResults(1);
  expect(lab.problems).toEqual([]);
});

it('is empty after Reset, and takes the next image', async () => {
  lab = await LabPage.open(served.browser, served.url);
  await lab.choose(pngFile('first.png', gray));
  await lab.waitForResults(1);
  await lab.button('Reset').click();
  await expect.poll(() => lab.state()).toEqual({ results: 0, busy: false });
  for (const id of STAGE_IDS) expect(await lab.figure(STAGES[id].title).count()).toBe(0);

  await lab.choose(pngFile('second.png', colour));
  await lab.waitForResults(1);
  const archive = await openArchive((await lab.downloadZip()).bytes);
  expect(archive.names.filter((name) => name.startsWith('first'))).toEqual([]);
  await expectOpencvStages(archive, 'second', colour);
  expect(lab.problems).toEqual([]);
});

it('saves nothing of the source but its pixels', async () => {
  lab = await LabPage.open(served.browser, served.url);
  await lab.choose(pngFile('chest.png', gray));
  await lab.waitForResults(1);
  const archive = await openArchive((await lab.downloadZip()).bytes);
  for (const id of STAGE_IDS) expect(chunkTypes(archive.bytes(`chest_${id}.png`))).toEqual(['IHDR', 'IDAT', 'IEND']);
});

/** The types of a PNG's chunks, repeated ones once. */
function chunkTypes(png: Uint8Array): string[] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const types = new Set<string>();
  for (let at = 8; at < png.length; at += 12 + view.getUint32(at)) {
    types.add(String.fromCharCode(...png.subarray(at + 4, at + 8)));
  }
  return [...types];
}
