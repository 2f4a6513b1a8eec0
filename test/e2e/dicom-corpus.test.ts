import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'fast-png';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { XrayLab } from '../../src/components/lab/xray-lab.ts';
import { sharedBrowser } from './support/browser.ts';
import { LabPage } from './support/lab-page.ts';
import { ROOT, serveSite, type StaticServer } from './support/site.ts';

/** Files with references that are not part of this repository: made by code, of no person. */
const CORPUS = `${ROOT}../shared/corpus/dicom`;
const present = existsSync(join(CORPUS, 'cases.json'));

interface Case {
  readonly file: string;
  readonly expect: 'image' | 'error';
  readonly code?: string;
  readonly references: readonly { readonly display: string }[];
}

const { cases } = (present ? JSON.parse(readFileSync(join(CORPUS, 'cases.json'), 'utf8')) : { cases: [] }) as {
  readonly cases: readonly Case[];
};

/** Shaders are computed in software where tests run, which takes a second a file. */
const EVERY = { cpu: 1, webgl2: process.env.XRAY_LONG ? 1 : 12 } as const;

const AT_ONCE = 40;
const TYPE = 'application/dicom';

describe.skipIf(!present).each(['cpu', 'webgl2'] as const)(
  'the DICOM corpus on %s (skipped where it is absent)',
  (backend) => {
    const chosen = cases.filter((_, i) => i % EVERY[backend] === 0);
    const [images, refused] = [true, false].map((isImage) =>
      chosen.filter((one) => (one.expect === 'image') === isImage),
    );
    let browser: Browser;
    let site: StaticServer;

    beforeAll(async () => {
      site = await serveSite();
      browser = await sharedBrowser();
    });
    afterAll(() => site.close());

    it('is shown as its references, or refused with the right code', async () => {
      const lab = await LabPage.open(browser, `${site.url}?backend=${backend}`);
      let results = 0;
      for (let from = 0; from < chosen.length; from += AT_ONCE) {
        const some = chosen.slice(from, from + AT_ONCE);
        await lab.choose(
          ...some.map(({ file }) => ({ name: file, mimeType: TYPE, buffer: readFileSync(join(CORPUS, file)) })),
        );
        results += some.filter((one) => images.includes(one)).length;
        await lab.waitForResults(results);
      }
      expect(await lab.backendInUse()).toBe(backend);
      const wrong: string[] = [];
      for (const { file, references } of images) {
        const shown = await originalOf(lab, file);
        const wanted = decode(readFileSync(join(CORPUS, references[0].display)));
        const isSame =
          shown.backend === backend &&
          shown.size === `${wanted.width}x${wanted.height}x${wanted.channels}` &&
          Buffer.compare(Buffer.from(shown.base64, 'base64'), Buffer.from(Uint8Array.from(wanted.data))) === 0;
        if (!isSame) wrong.push(file);
      }
      expect(wrong).toEqual([]);
      const errors = await lab.reportedErrors();
      const codes = refused.map(({ file }) => errors.find(({ message }) => message.startsWith(`${file}:`))?.code);
      expect(codes).toEqual(refused.map(({ code }) => code));
      expect(errors).toHaveLength(refused.length);
      expect(lab.problems).toEqual([]);
      await lab.close();
    });
  },
);

/** What the result of a file holds as its original. */
function originalOf({ page }: LabPage, file: string): Promise<{ size: string; backend: string; base64: string }> {
  return page.locator('xray-lab').evaluate(async (lab: XrayLab, name) => {
    const result = lab.results.find((one) => one.name === name);
    if (!result) return { size: 'none', backend: '', base64: '' };
    const { width, height, channels, data } = await result.read('original');
    let text = '';
    for (const byte of data) text += String.fromCharCode(byte);
    return { size: `${width}x${height}x${channels}`, backend: result.backend, base64: btoa(text) };
  }, file);
}
