import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { startStaticServer } from '../../scripts/static-server.mjs';
import type { Manifest } from '../../src/export/manifest/manifest.ts';
import { newWatchedPage } from './support/browser.ts';
import { unflaggedNames, unpackBy, ZIP_READERS } from './support/foreign-zip.ts';
import { LabPage } from './support/lab-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { openArchive } from './support/results-archive.ts';
import { servePage } from './support/served-page.ts';
import { built } from './support/site.ts';

/** As people name files: letters with accents, of other scripts, beyond the basic plane; and one of ASCII. */
const NAMES = ['Röntgen Hand.png', 'Ćwiczenie.png', '胸部 1.png', 'кисть.png', '🦴.png', 'plain.png'];
const image = radiograph(40, 30, 1);
const files = NAMES.map((name) => pngFile(name, image));

const served = servePage();

async function ofPage(): Promise<Uint8Array> {
  const lab = await LabPage.open(served.browser, `${served.url}?backend=cpu`);
  await lab.choose(...files);
  await lab.waitForResults(NAMES.length);
  const { bytes } = await lab.downloadZip();
  await lab.close();
  return bytes;
}

async function ofSingleFile(): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'xray-lab-'));
  cpSync(built('cdn/xray-lab.js'), join(folder, 'xray-lab.js'));
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><title>Host</title><script type="module" src="xray-lab.js"></script><xray-lab backend="cpu"></xray-lab>',
  );
  const host = await startStaticServer({ root: folder, headers: {} });
  const { page, context } = await newWatchedPage(served.browser);
  try {
    await page.goto(host.url);
    const bytes = await page.evaluate(
      async ([names, png]) => {
        await customElements.whenDefined('xray-lab');
        const lab = document.querySelector('xray-lab');
        if (!lab) throw new Error('There is no element.');
        await lab.process(names.map((name) => new File([new Uint8Array(png)], name, { type: 'image/png' })));
        return [...new Uint8Array(await (await lab.exportZip()).arrayBuffer())];
      },
      [NAMES, [...files[0].buffer]] as const,
    );
    return Uint8Array.from(bytes);
  } finally {
    await context.close();
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ofCore(): Promise<Uint8Array> {
  const core = (await import(pathToFileURL(built('core.js')).href)) as typeof import('../../src/core.ts');
  const images = NAMES.map((name) => ({ name, entry: name.replace('.png', '_edges.png') }));
  const zip = await core.createZip(
    images.map(({ entry }) => ({ name: entry, image })),
    {
      manifest: {
        images: images.map(({ name, entry }) => ({
          name,
          width: image.width,
          height: image.height,
          parameters: core.DEFAULT_PARAMS,
          files: { edges: entry },
        })),
      },
    },
  );
  return new Uint8Array(await zip.arrayBuffer());
}

describe.each([
  ['the page', ofPage],
  ['the single file', ofSingleFile],
  ['core', ofCore],
])('an archive of %s, as it is built', (_, make) => {
  let zip: Uint8Array;
  /** The PNGs by the names that the manifest tells, with their digests. */
  let listed: Record<string, string>;
  beforeAll(async () => {
    zip = await make();
    const { images } = (await openArchive(zip)).manifest as Manifest;
    const entries = images.flatMap(({ files: pngs }) => Object.values(pngs));
    listed = Object.fromEntries(entries.map(({ file, sha256 }) => [file, sha256]));
    expect(Object.keys(listed)).toEqual(
      expect.arrayContaining(NAMES.map((name) => name.replace('.png', '_edges.png'))),
    );
  });

  it('says of each name that is not ASCII that it is UTF-8, wherever it stands', () => {
    expect(unflaggedNames(zip)).toEqual([]);
  });

  it.each(ZIP_READERS.map((reader) => [reader.name, reader] as const))(
    'is unpacked by %s to files of the names that the manifest tells',
    (name, reader) => {
      const unpacked = unpackBy(reader, zip);
      if (unpacked === null) {
        console.warn(`Skipped, because ${name} is not installed.`);
        return;
      }
      expect(unpacked).toEqual({ ...listed, 'manifest.json': expect.any(String) as string });
    },
  );
});
