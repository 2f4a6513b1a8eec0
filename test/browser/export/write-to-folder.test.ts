import { expect } from '@open-wc/testing';
import { releaseExporters } from '../../../src/export/encode/export-client.ts';
import { writeResults } from '../../../src/export/folder/write-to-folder.ts';
import { grayRaster } from '../../../src/image/raster-image.ts';
import { hasPrivateFolder, skipWithout } from '../../support/skip-without.ts';

const FOLDER = 'write-to-folder-test';

/** The browser's private file system has the same handles as the folders that people choose. */
describe('writing results to a folder', () => {
  let root: FileSystemDirectoryHandle;
  let folder: FileSystemDirectoryHandle;

  before(async function () {
    await skipWithout(this, 'private file system', hasPrivateFolder());
  });
  beforeEach(async () => {
    root = await navigator.storage.getDirectory();
    folder = await root.getDirectoryHandle(FOLDER, { create: true });
  });
  afterEach(async () => {
    releaseExporters();
    await root.removeEntry(FOLDER, { recursive: true });
  });

  const read = async (name: string): Promise<File> => (await folder.getFileHandle(name)).getFile();

  it('puts PNG files and a manifest there, twice without overwriting', async () => {
    const image = grayRaster(
      20,
      10,
      Uint8Array.from({ length: 200 }, (_, i) => i),
    );
    const entries = ['röntgen 骨_edges.png', 'b.png'].map((name) => ({ name, image }));
    const first = await writeResults(folder, entries);
    expect(first).to.deep.equal(['röntgen 骨_edges.png', 'b.png', 'manifest.json']);
    const second = await writeResults(folder, entries);
    expect(second).to.deep.equal(['röntgen 骨_edges-2.png', 'b-2.png', 'manifest-2.json']);
    for (const name of [first[0], second[1]]) {
      const bitmap = await createImageBitmap(new Blob([await read(name)], { type: 'image/png' }));
      expect([bitmap.width, bitmap.height]).to.deep.equal([20, 10]);
    }
    const manifest = JSON.parse(await (await read('manifest-2.json')).text()) as { otherFiles: { file: string }[] };
    expect(manifest.otherFiles.map(({ file }) => file)).to.deep.equal(second.slice(0, 2));
  });

  it('tells when the folder is gone', async () => {
    await root.removeEntry(FOLDER, { recursive: true });
    const entries = [{ name: 'a.png', image: grayRaster(1, 1, Uint8Array.of(1)) }];
    const error: unknown = await writeResults(folder, entries).catch((reason: unknown) => reason);
    // Firefox does not say why.
    const said = await folder.getFileHandle('a.png', { create: true }).catch((reason: Error) => reason);
    const reason = (said as Error).name === 'UnknownError' ? '' : '; the folder is no longer there';
    await root.getDirectoryHandle(FOLDER, { create: true });
    expect(error).to.include({
      code: 'export-failed',
      message: `a.png: the file could not be written${reason}.`,
    });
  });
});
