import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mixedFilms } from '../support/mixed-films.ts';
import { LabPage } from './support/lab-page.ts';
import { openArchive } from './support/results-archive.ts';
import { servePage } from './support/served-page.ts';
import { inShell } from './support/shell.ts';

/** Each kind of PNG, JPEG and DICOM once; `XRAY_LONG=1` takes more of each. */
const FILMS = process.env.XRAY_LONG ? 112 : 28;

const served = servePage();
const shell = inShell();

it('films of all kinds: the archive is the page’s, byte for byte', async () => {
  const films = await mixedFilms(FILMS);
  const files = films.map(({ name, bytes }) => ({ name, mimeType: '', buffer: Buffer.from(bytes) }));
  shell.put('in', files);
  const { code, err } = await shell.run('--zip', '-o', 'out', 'in');
  expect([code, err]).toEqual([0, expect.stringContaining(`${FILMS} files done: out`)]);
  const [name] = readdirSync(join(shell.folder, 'out'));
  const own = readFileSync(join(shell.folder, 'out', name));

  const lab = await LabPage.open(served.browser, `${served.url}?backend=cpu`);
  await lab.choose(...files);
  await lab.waitForResults(FILMS);
  const { bytes } = await lab.downloadZip();
  expect([await lab.reportedErrors(), lab.problems]).toEqual([[], []]);
  await lab.close();

  const [ours, theirs] = [await openArchive(own), await openArchive(bytes)];
  // These first: they say which film it is that differs.
  expect(ours.names).toEqual(theirs.names);
  expect(ours.manifest).toEqual(theirs.manifest);
  expect(ours.names.filter((entry) => ours.sha256(entry) !== theirs.sha256(entry))).toEqual([]);
  expect(ours.names.filter((entry) => entry.endsWith('_stored.png')).length).toBeGreaterThan(8);
  expect(own.equals(bytes)).toBe(true);
});
