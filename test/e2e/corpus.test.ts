import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STAGE_IDS } from '../../src/pipeline/standard-graph.ts';
import { sharedBrowser } from './support/browser.ts';
import { expectOpencvStages } from './support/expect-opencv-stages.ts';
import { LabPage, type ChosenFile } from './support/lab-page.ts';
import { openArchive, type ResultsArchive } from './support/results-archive.ts';
import { ROOT, serveSite, type StaticServer } from './support/site.ts';

/** Real radiographs, which are not part of the repository: these tests are skipped where they are not at hand. */
const CORPUS = `${ROOT}../shared/corpus/xray`;
const COMPARE = `${ROOT}../shared/tools/compare_with_opencv.py`;
const PYTHON = '/usr/bin/python3';

const sources = existsSync(CORPUS) ? readdirSync(CORPUS).filter((name) => /\.(jpe?g|png)$/i.test(name)) : [];
const nativeOpencv = existsSync(COMPARE) && spawnSync(PYTHON, ['-c', 'import cv2']).status === 0;

describe.skipIf(sources.length === 0).each(['cpu', 'webgl2'] as const)('real radiographs on %s', (backend) => {
  let browser: Browser;
  let site: StaticServer;
  let folder: string;
  let zip: string;
  let archive: ResultsArchive;

  beforeAll(async () => {
    site = await serveSite();
    browser = await sharedBrowser();
    folder = mkdtempSync(join(tmpdir(), 'xray-lab-corpus-'));
    zip = join(folder, 'results.zip');
    const lab = await LabPage.open(browser, `${site.url}?backend=${backend}`);
    await lab.choose(...sources.map(chosen));
    await lab.waitForResults(sources.length);
    expect(await lab.backendInUse()).toBe(backend);
    const { bytes } = await lab.downloadZip();
    writeFileSync(zip, bytes);
    // Once: it is taken apart, with all its checksums, for every image otherwise.
    archive = await openArchive(bytes);
    expect(lab.problems).toEqual([]);
    await lab.close();
  });
  afterAll(async () => {
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(sources)('%s: every stage is what OpenCV computes from the saved original', async (name) => {
    const stem = name.replace(/\.[^.]+$/, '');
    for (const id of STAGE_IDS) expect(archive.names).toContain(`${stem}_${id}.png`);
    await expectOpencvStages(archive, stem);
  });

  it.each(sources.filter(isEightBitPng))('%s: the saved original is the file’s own pixels', (name) => {
    const file = decode(readFileSync(join(CORPUS, name)));
    const saved = archive.image(`${name.replace(/\.[^.]+$/, '')}_original.png`);
    expect([saved.width, saved.height]).toEqual([file.width, file.height]);
    expect(Buffer.compare(saved.data, Buffer.from(Uint8Array.from(file.data)))).toBe(0);
  });

  it.skipIf(!nativeOpencv)('are what the original application writes (native OpenCV)', () => {
    const paths = sources.map((name) => join(CORPUS, name));
    const { status, stdout, stderr } = spawnSync(PYTHON, [COMPARE, zip, ...paths], { encoding: 'utf8' });
    expect(stdout.split('\n').filter((line) => line && !line.startsWith('same '))).toEqual([]);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});

function chosen(name: string): ChosenFile {
  const mimeType = name.endsWith('png') ? 'image/png' : 'image/jpeg';
  return { name, mimeType, buffer: readFileSync(join(CORPUS, name)) };
}

/** Gray or RGB in eight bits, without a palette or alpha: what is stored is what is shown. */
function isEightBitPng(name: string): boolean {
  const bytes = readFileSync(join(CORPUS, name));
  const isPng = bytes.subarray(1, 4).toString() === 'PNG';
  return isPng && bytes[24] === 8 && (bytes[25] === 0 || bytes[25] === 2);
}
