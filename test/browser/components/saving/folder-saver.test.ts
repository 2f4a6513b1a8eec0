import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { decodeImage } from '../../../../src/decode/decode-image.ts';
import { STAGE_IDS } from '../../../../src/pipeline/standard-graph.ts';
import { expectSameImage } from '../../../support/expect-same-image.ts';
import { radiograph } from '../../../support/images.ts';
import { hasPrivateFolder, skipWithout } from '../../../support/skip-without.ts';
import { button, buttons, findAll, next, openLab, pngFile, record, tornFile } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const FOLDER = 'folder-saver-test';

interface Manifest {
  readonly images: { readonly name: string; readonly parameters: { blur: { kernelSize: number } } }[];
  readonly otherFiles: unknown[];
}

/** The browser's private file system has the same handles as the folders that people pick. */
describe('saving to a folder', () => {
  let root: FileSystemDirectoryHandle;
  let folder: FileSystemDirectoryHandle;
  let asked: unknown[];
  const real = Object.getOwnPropertyDescriptor(window, 'showDirectoryPicker');

  /** What the picker answers. */
  function answer(pick: () => Promise<FileSystemDirectoryHandle>): void {
    const showDirectoryPicker = (options: unknown): Promise<FileSystemDirectoryHandle> => {
      asked.push(options);
      return pick();
    };
    Object.defineProperty(window, 'showDirectoryPicker', { configurable: true, value: showDirectoryPicker });
  }

  before(async function () {
    await skipWithout(this, 'private file system', hasPrivateFolder());
  });
  beforeEach(async () => {
    root = await navigator.storage.getDirectory();
    folder = await root.getDirectoryHandle(FOLDER, { create: true });
    asked = [];
    answer(() => Promise.resolve(folder));
  });
  afterEach(async () => {
    if (real) Object.defineProperty(window, 'showDirectoryPicker', real);
    else Reflect.deleteProperty(window, 'showDirectoryPicker');
    await root.removeEntry(FOLDER, { recursive: true });
  });

  const read = async (name: string): Promise<File> => (await folder.getFileHandle(name)).getFile();
  const manifest = async (): Promise<Manifest> => JSON.parse(await (await read('manifest.json')).text()) as Manifest;
  const status = (lab: XrayLab): string => (findAll(lab, '.saving')[0]?.textContent ?? '').trim();
  const small = (name: string, seed = 1): Promise<File> => pngFile(name, radiograph(40, 30, seed));

  async function names(): Promise<string[]> {
    const found: string[] = [];
    const directory = folder as unknown as { keys(): AsyncIterable<string> };
    for await (const name of directory.keys()) found.push(name);
    return found.sort();
  }

  it('writes what is there, then each result as it is made, and a manifest of all', async () => {
    const lab = await openLab();
    const exports = record(lab, 'xray-before-export');
    await lab.process([await small('a.png'), await small('b.png', 2)]);
    await lab.updateComplete;
    button(lab, 'Save to folder…').click();
    await waitUntil(() => status(lab) === `Saving to ${FOLDER}: 2 of 2 written` && !lab.busy);
    expect((await manifest()).images.map(({ name }) => name)).to.deep.equal(['a.png', 'b.png']);

    const work = lab.process([await small('A.PNG', 3), await tornFile('torn.png'), await small('d.png', 4)]);
    // Before all are made.
    await waitUntil(async () => (await names()).includes('A-2_edges.png'));
    await work;
    await waitUntil(() => status(lab) === `Saving to ${FOLDER}: 4 of 4 written` && !lab.busy);
    const stems = ['a', 'b', 'A-2', 'd'];
    const files = stems.flatMap((stem) => STAGE_IDS.map((id) => `${stem}_${id}.png`));
    expect(await names()).to.deep.equal([...files, 'manifest.json'].sort());
    const { images, otherFiles } = await manifest();
    expect(images.map(({ name }) => name)).to.deep.equal(['a.png', 'b.png', 'A.PNG', 'd.png']);
    expect(otherFiles).to.deep.equal([]);
    for (const [i, stem] of stems.entries()) {
      const expected = await lab.results[i].read('edges');
      expectSameImage(await decodeImage(await read(`${stem}_edges.png`)), expected, { image: stem, stage: 'edges' });
    }
    // Asked once, and for all that is to come.
    expect(asked).to.deep.equal([{ id: 'xray-lab', mode: 'readwrite' }]);
    expect(exports.map(({ kind, name }) => ({ kind, name }))).to.deep.equal([{ kind: 'folder', name: FOLDER }]);
    await expect(lab).to.be.accessible();
  });

  it('has what is made anew take the place of what was there, also where a slider made it', async () => {
    const lab = await openLab();
    await lab.process([await small('a.png'), await small('b.png', 2)]);
    await lab.updateComplete;
    button(lab, 'Save to folder…').click();
    await waitUntil(() => status(lab).includes('2 of 2') && !lab.busy);
    lab.blurSize = 9;
    const sizes = async (): Promise<string> => {
      // While another takes its place, the file that was opened is gone.
      const { images } = await manifest().catch(() => ({ images: [] }));
      return images
        .map(({ parameters }) => parameters.blur.kernelSize)
        .sort()
        .join();
    };
    await waitUntil(async () => (await sizes()) === '5,9');
    button(lab, 'Process again').click();
    await waitUntil(async () => (await sizes()) === '9,9' && !lab.busy);
    expect(await names()).to.have.length(11);
    for (const [i, stem] of ['a', 'b'].entries()) {
      const expected = await lab.results[i].read('blurred');
      const written = await decodeImage(await read(`${stem}_blurred.png`));
      expectSameImage(written, expected, { image: stem, stage: 'blurred' });
    }
  });

  it('writes those that were to be made again and were given up, too', async () => {
    const lab = await openLab();
    const large = ['a.png', 'b.png', 'c.png'].map((name, i) => pngFile(name, radiograph(1200, 1000, i)));
    await lab.process(await Promise.all(large));
    lab.blurSize = 9;
    await next(lab, 'xray-results');
    await waitUntil(() => buttons(lab, 'Process again').length === 1);
    let pick: (folder: FileSystemDirectoryHandle) => void = () => undefined;
    answer(() => new Promise((resolve) => (pick = resolve)));
    button(lab, 'Save to folder…').click();
    button(lab, 'Process again').click();
    await next(lab, 'xray-progress');
    pick(folder);
    await waitUntil(() => status(lab).startsWith('Saving to'));
    // In case they are not made yet.
    buttons(lab, 'Cancel all')[0]?.click();
    await waitUntil(() => status(lab) === `Saving to ${FOLDER}: 3 of 3 written` && !lab.busy);
    expect((await manifest()).images.map(({ name }) => name).sort()).to.deep.equal(['a.png', 'b.png', 'c.png']);
  });

  it('keeps names within their length, twins’ too', async () => {
    const lab = await openLab();
    const long = 'x'.repeat(120);
    await lab.process([await small(`${long}.png`), await small(`${long.toUpperCase()}.png`, 2)]);
    await lab.updateComplete;
    button(lab, 'Save to folder…').click();
    await waitUntil(() => status(lab).includes('2 of 2') && !lab.busy);
    const stems = (await names()).filter((name) => name.endsWith('_edges.png')).map((name) => name.split('_')[0]);
    expect(stems.map((stem) => stem.length)).to.deep.equal([100, 100]);
  });

  it('overwrites nothing that was in the folder, and tells no name where names are by time', async () => {
    const file = await folder.getFileHandle('manifest.json', { create: true });
    const stream = await file.createWritable();
    await stream.write('old');
    await stream.close();
    const lab = await openLab({ naming: 'timestamp' });
    await lab.process([await small('Doe.png'), await small('Doe 2.png', 2)]);
    await lab.updateComplete;
    button(lab, 'Save to folder…').click();
    await waitUntil(() => status(lab).includes('2 of 2') && !lab.busy);
    expect(await (await read('manifest.json')).text()).to.equal('old');
    const found = await names();
    expect(found).to.have.length(12).and.to.include('manifest-2.json');
    expect(found.filter((name) => /^medical_\d{8}_\d{6}(-2)?_edges\.png$/.test(name))).to.have.length(2);
    expect(await (await read('manifest-2.json')).text()).not.to.contain('Doe');
  });

  it('can be stopped; the manifest tells what is there', async () => {
    const lab = await openLab();
    await lab.process(await small('a.png'));
    await lab.updateComplete;
    button(lab, 'Save to folder…').click();
    await waitUntil(() => status(lab).includes('1 of 1'));
    button(lab, 'Stop saving').click();
    await waitUntil(() => !lab.busy && status(lab) === '');
    await lab.process(await small('b.png', 2));
    await waitUntil(() => !lab.busy);
    expect(await names()).to.have.length(6);
    expect((await manifest()).images.map(({ name }) => name)).to.deep.equal(['a.png']);
    expect(buttons(lab, 'Save to folder…')).to.have.length(1);
  });

  it('goes on after a file that could not be written, and tells which', async () => {
    const lab = await openLab();
    const errors = record(lab, 'xray-error');
    const full = new DOMException('full', 'QuotaExceededError');
    answer(() => Promise.resolve(failing(folder, (name) => name.startsWith('b_'), full)));
    await lab.process([await small('a.png'), await small('b.png', 2), await small('c.png', 3)]);
    await lab.updateComplete;
    button(lab, 'Save to folder…').click();
    await waitUntil(() => status(lab) === `Saving to ${FOLDER}: 2 of 3 written, 1 failed` && !lab.busy);
    expect(errors).to.have.length(1);
    expect(errors[0].message).to.match(/^b_\w+\.png: the file could not be written; there is no room left\.$/);
    expect((await manifest()).images.map(({ name }) => name)).to.deep.equal(['a.png', 'c.png']);
    expect(lab.results).to.have.length(3);
  });

  it('ends, and asks nothing, when the folder may no longer be written to', async () => {
    const lab = await openLab();
    const errors = record(lab, 'xray-error');
    const denied = new DOMException('no', 'NotAllowedError');
    answer(() => Promise.resolve(failing(folder, () => true, denied)));
    await lab.process([await small('a.png'), await small('b.png', 2), await small('c.png', 3)]);
    await lab.updateComplete;
    button(lab, 'Save to folder…').click();
    await waitUntil(() => errors.length > 0 && !lab.busy && status(lab) === '');
    expect(errors).to.have.length(1);
    expect([asked.length, lab.results.length]).to.deep.equal([1, 3]);
  });

  it('says nothing when no folder is picked, and why when none can be', async () => {
    const lab = await openLab();
    const errors = record(lab, 'xray-error');
    await lab.process(await small('a.png'));
    await lab.updateComplete;
    answer(() => Promise.reject(new DOMException('no', 'AbortError')));
    button(lab, 'Save to folder…').click();
    await waitUntil(() => asked.length === 1);
    answer(() => Promise.reject(new DOMException('no', 'SecurityError')));
    await waitUntil(() => {
      if (asked.length < 2) button(lab, 'Save to folder…').click();
      return errors.length > 0;
    });
    expect(errors.map(({ message }) => message)).to.deep.equal(['The folder could not be opened for writing.']);
    expect(status(lab)).to.equal('');
  });

  it('is offered only where browsers can, and not where nothing may be saved', async () => {
    const lab = await openLab({ 'no-download': '' });
    await lab.process(await small('a.png'));
    await lab.updateComplete;
    expect(buttons(lab, 'Save to folder…')).to.have.length(0);
    Object.defineProperty(window, 'showDirectoryPicker', { configurable: true, value: undefined });
    lab.noDownload = false;
    await lab.updateComplete;
    expect(buttons(lab, 'Save to folder…')).to.have.length(0);
    expect(buttons(lab, 'Download Results (ZIP)')).to.have.length(1);
  });

  it('can be forbidden by the page', async () => {
    const lab = await openLab();
    lab.addEventListener('xray-before-export', (event) => event.preventDefault());
    await lab.process(await small('a.png'));
    await lab.updateComplete;
    const told = next(lab, 'xray-before-export');
    button(lab, 'Save to folder…').click();
    expect(await told).to.include({ kind: 'folder', name: FOLDER });
    await lab.updateComplete;
    expect(await names()).to.deep.equal([]);
  });
});

/** `folder`, where files whose names match cannot be created. */
function failing(
  folder: FileSystemDirectoryHandle,
  matches: (name: string) => boolean,
  error: Error,
): FileSystemDirectoryHandle {
  return {
    name: folder.name,
    getFileHandle: (name: string, options?: FileSystemGetFileOptions) =>
      options?.create && matches(name) ? Promise.reject(error) : folder.getFileHandle(name, options),
    removeEntry: (name: string) => folder.removeEntry(name),
  } as unknown as FileSystemDirectoryHandle;
}
