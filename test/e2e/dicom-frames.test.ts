import { describe, expect, it } from 'vitest';
import type { XrayLab } from '../../src/components/lab/xray-lab.ts';
import { decodeFile, decodeImage } from '../../src/core.ts';
import type { Manifest } from '../../src/export/manifest/manifest.ts';
import { cellsOf, describing, dicomFile, nativeBytes, type DicomElement } from '../support/dicom-maker.ts';
import { LabPage, type ChosenFile } from './support/lab-page.ts';
import { PATIENCE_MS } from './support/patience.ts';
import { openArchive } from './support/results-archive.ts';
import { servePage } from './support/served-page.ts';

const FRAMES = 4;
const [rows, columns] = [30, 40];

/** A window of its own for each frame, and a threshold at 1500 for all but the third. */
function groupsOf(frame: number): DicomElement[] {
  const windows = frame === 2 ? ['1600', '900'] : [`${1000 + 300 * frame}\\1500`, '2000\\1'];
  return [
    [
      0x00289132,
      'SQ',
      {
        items: [
          [
            [0x00281050, 'DS', windows[0]],
            [0x00281051, 'DS', windows[1]],
          ],
        ],
      },
    ],
  ];
}

function run(): Buffer {
  const values = Array.from(
    { length: FRAMES * rows * columns },
    (_, i) => (i * 11 + Math.floor(i / (rows * columns)) * 500) % 4096,
  );
  const picture = { rows, columns, bits: 12, frames: FRAMES, values };
  const groups: DicomElement = [
    0x52009230,
    'SQ',
    { items: Array.from({ length: FRAMES }, (_, frame) => groupsOf(frame)) },
  ];
  return Buffer.from(dicomFile({ elements: describing(picture, [groups]), pixels: nativeBytes(cellsOf(picture)) }));
}

const file: ChosenFile = { name: 'run.dcm', mimeType: 'application/dicom', buffer: run() };
const blob = new File([Uint8Array.from(file.buffer)], file.name);
const served = servePage();

async function open(backend: string): Promise<LabPage> {
  const lab = await LabPage.open(served.browser, `${served.url}?backend=${backend}`);
  await lab.choose(file);
  await lab.waitForResults(1);
  return lab;
}

async function untilFrame({ page }: LabPage, frame: number): Promise<void> {
  await page
    .getByText(`Frame ${frame + 1} of ${FRAMES}`)
    .first()
    .waitFor({ state: 'attached' });
  await page.waitForFunction(
    (wanted) => {
      const lab = document.querySelector<XrayLab>('xray-lab');
      return lab?.results[0]?.frame === wanted && !lab.busy;
    },
    frame,
    { timeout: PATIENCE_MS },
  );
}

const originalOf = ({ page }: LabPage): Promise<number[]> =>
  page.locator('xray-lab').evaluate(async (lab: XrayLab) => [...(await lab.results[0].read('original')).data]);

describe.each(['cpu', 'auto'])('frames of a DICOM file, through the page, on %s', (backend) => {
  it('are chosen by keys and slider, each by its own window, and are what is exported', async () => {
    const lab = await open(backend);
    const { page } = lab;
    const expected = async (frame: number): Promise<number[]> => [...(await decodeImage(blob, { frame })).data];
    expect(await originalOf(lab)).toEqual(await expected(0));
    await lab.button('Open Grayscale').click();
    await page.getByRole('application').press('.');
    await untilFrame(lab, 1);
    await page.getByRole('slider', { name: 'Frame', exact: true }).press('ArrowRight');
    await untilFrame(lab, 2);
    expect(await originalOf(lab)).toEqual(await expected(2));

    const { name, bytes } = await lab.downloadZip();
    expect(name).toBe('run_frame3_results.zip');
    const archive = await openArchive(bytes);
    expect([...archive.image('run_frame3_original.png').data]).toEqual(await expected(2));
    const { values } = await decodeFile(blob, { depth: 'stored', frame: 2 });
    const { images } = archive.manifest as Manifest;
    expect(values?.presets[0]).toMatchObject({ center: 1600, width: 900 });
    expect(images).toMatchObject([
      { name: 'run.dcm', source: { frames: FRAMES, frame: 2 }, window: { center: 1600, width: 900 } },
    ]);
    expect(archive.names).toContain('run_frame3_stored.png');
    expect(JSON.stringify(archive.manifest)).not.toContain('SECRET');
    expect([lab.problems, await lab.reportedErrors()]).toEqual([[], []]);
    await lab.close();
  });

  it('keep the preset that is chosen, by its number, where there are as many', async () => {
    const lab = await open(backend);
    const shades = async (): Promise<number[]> => [...new Set(await originalOf(lab))].sort((a, b) => a - b);
    await lab.page.locator('xray-lab').evaluate((element: XrayLab) => {
      element.windowSource = 'preset';
      element.windowPreset = 1;
    });
    expect(await shades()).toEqual([0, 255]);
    await lab.page.keyboard.press('Tab');
    for (const [frame, isThreshold] of [
      [1, true],
      [2, false],
      [3, true],
    ] as const) {
      await lab.button('Next frame').click();
      await untilFrame(lab, frame);
      expect((await shades()).length === 2).toBe(isThreshold);
    }
    await lab.close();
  });
});

it('the patient’s name is in the page while “File information” is open, and only then', async () => {
  const lab = await open('cpu');
  const { page } = lab;
  const said = page.getByText('SECRET^NAME');
  expect(await said.count()).toBe(0);
  await lab.button('File information').click();
  await said.waitFor();
  await page.keyboard.press('Escape');
  await said.waitFor({ state: 'detached' });
  expect(lab.problems).toEqual([]);
  await lab.close();
});
