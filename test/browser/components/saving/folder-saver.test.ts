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
