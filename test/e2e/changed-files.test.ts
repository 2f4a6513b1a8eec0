import { createHash } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { XrayLab } from '../../src/components/lab/xray-lab.ts';
import type { Session } from '../../src/session/session.ts';
import { LabPage } from './support/lab-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { openArchive } from './support/results-archive.ts';
import { servePage } from './support/served-page.ts';

const served = servePage();
let lab: LabPage;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xray-lab-'));
  lab = await LabPage.open(served.browser, served.url);
});
afterEach(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

const bytesOf = (seed: number): Buffer => pngFile('film.png', radiograph(150 + seed, 100, 1)).buffer;

/** A real file: browsers see when it changes. */
function onDisk(name: string, seed: number): string {
  const path = join(folder, name);
  writeFileSync(path, bytesOf(seed));
  utimesSync(path, 1e9, 1e9 + seed);
  return path;
}

async function choosePaths(...paths: string[]): Promise<void> {
  const dialog = lab.page.waitForEvent('filechooser');
  await lab.button('Choose X-ray Image').first().click();
  await (await dialog).setFiles(paths);
}

const CHANGES: Record<string, (path: string) => void> = {
  replaced: () => void onDisk('film.png', 7),
  deleted: (path) => rmSync(path),
  renamed: (path) => renameSync(path, `${path}.old`),
};

describe('a file on the disk that is', () => {
  it.each(Object.entries(CHANGES))('%s before it is processed is told of as what it is', async (_what, change) => {
    await lab.page.locator('xray-lab').evaluate((element: XrayLab) => (element.manual = true));
    const path = onDisk('film.png', 1);
    await choosePaths(path);
    await lab.button('Process Image').waitFor();
    // One that is gone before its header was read is told of at once, and nothing is left to be pressed.
    await lab.page.waitForFunction(() => {
      const { session } = document.querySelector('xray-lab') as unknown as { session: Session };
      return session.files.all[0]?.facts;
    });
    change(path);
    await lab.button('Process Image').click();
    await lab.page.getByText('film.png: the file is no longer as it was chosen').waitFor();
    expect(await lab.reportedErrors()).toMatchObject([{ code: 'decode-failed' }]);
    expect(await lab.state()).toEqual({ results: 0, busy: false });
  });

  it.each(Object.entries(CHANGES))(
    '%s when it is done is what it was, on show and in the ZIP',
    async (_what, change) => {
      const path = onDisk('film.png', 1);
      await choosePaths(onDisk('other.png', 2), path);
      await lab.waitForResults(2);
      change(path);
      await lab.page.getByRole('button', { name: /^film\.png/ }).click();
      await lab.waitForResults(2);
      const archive = await openArchive((await lab.downloadZip()).bytes);
      const { images } = archive.manifest as { images: { name: string; source: object }[] };
      const before = bytesOf(1);
      expect(images.find(({ name }) => name === 'film.png')?.source).toMatchObject({
        bytes: before.length,
        sha256: createHash('sha256').update(before).digest('hex'),
      });
      expect(await lab.reportedErrors()).toEqual([]);
    },
  );
});
