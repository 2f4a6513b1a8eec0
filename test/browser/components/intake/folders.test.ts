import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { radiograph } from '../../../support/images.ts';
import { button, buttons, findAll, next, openLab, pngFile, record, textFile } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';
import { ANY_FORMAT } from '../../../support/format-names.ts';

/** How many entries a browser gives at a time, at most. */
const BATCH = 100;

type Reading = (resolve: (value: never) => void, reject: (error: Error) => void) => void;

/** An entry of a dropped folder, as browsers give them. */
interface FakeEntry {
  readonly name: string;
  readonly isDirectory: boolean;
  readonly isFile: boolean;
  readonly file?: Reading;
  readonly createReader?: () => { readEntries: Reading };
}

const settle = (value: unknown): Promise<never> => Promise.resolve(value as never);

function entryOf(file: File, error: Error | null = null): FakeEntry {
  const read: Reading = (resolve, reject) => void settle(file).then(error ? () => reject(error) : resolve);
  return { name: file.name, isFile: true, isDirectory: false, file: read };
}

/** @param error comes instead of the batch after the first. */
function folderOf(name: string, entries: readonly FakeEntry[], error: Error | null = null): FakeEntry {
  const createReader = () => {
    let at = 0;
    const readEntries: Reading = (resolve, reject) => {
      const batch = entries.slice(at, at + BATCH);
      const fails = error !== null && at > 0;
      at += BATCH;
      void settle(batch).then(fails ? () => reject(error) : resolve);
    };
    return { readEntries };
  };
  return { name, isFile: false, isDirectory: true, createReader };
}

/** Drops entries as a browser does: what was dropped is forgotten when the event is over. */
function drop(lab: XrayLab, entries: readonly FakeEntry[], files: readonly File[] = []): void {
  let over = false;
  const items = [
    ...entries.map((entry) => ({ kind: 'file', getAsFile: () => null, webkitGetAsEntry: () => (over ? null : entry) })),
    ...files.map((file) => ({
      kind: 'file',
      getAsFile: () => (over ? null : file),
      webkitGetAsEntry: () => (over ? null : entryOf(file)),
    })),
  ];
  const event = new DragEvent('drop', { bubbles: true, cancelable: true, composed: true });
  Object.defineProperty(event, 'dataTransfer', { value: { types: ['Files'], items, files: [] } });
  lab.dispatchEvent(event);
  over = true;
}

const names = (lab: XrayLab): string[] => lab.results.map(({ name }) => name);
const note = (lab: XrayLab): string => (findAll(lab, '.note [role="status"]')[0]?.textContent ?? '').trim();
const small = (name: string, seed = 1): Promise<File> => pngFile(name, radiograph(24, 18, seed));

describe('a folder that is dropped', () => {
  it('gives its images, however deep, in natural order, and says what was skipped', async () => {
    const lab = await openLab();
    const errors = record(lab, 'xray-error');
    const deep = folderOf('2 more', [entryOf(await small('b.png')), folderOf('in', [entryOf(await small('c.png'))])]);
    const files = ['hand 10.png', 'hand 2.png', '1.PNG'].map((name) => small(name));
    const others = ['.DS_Store', 'notes.txt', 'scan.tiff', 'manifest.json', '._hand 2.png'].map(textFile);
    drop(lab, [folderOf('series', [...(await Promise.all(files)), ...others].map((f) => entryOf(f)).concat(deep))]);
    await waitUntil(() => names(lab).length === 5 && !lab.busy);
    expect(names(lab)).to.deep.equal(['1.PNG', 'b.png', 'c.png', 'hand 2.png', 'hand 10.png']);
    expect(note(lab)).to.equal(`5 files that are not ${ANY_FORMAT} were skipped`);
    expect(errors).to.deep.equal([]);
    await expect(lab).to.be.accessible();
    button(lab, 'Dismiss').click();
    await lab.updateComplete;
    expect(findAll(lab, '.note')).to.have.length(0);
  });

  it('is read to its end, past what a browser gives at a time', async () => {
    const lab = await openLab({ manual: '' });
    const file = await small('a.png');
    const entries = Array.from({ length: 250 }, (_, i) => entryOf(new File([file], `${i}.png`, { type: 'image/png' })));
    drop(lab, [folderOf('many', entries)]);
    // Of a long list the page has the rows that can be seen, each of which knows of how many it is one.
    await waitUntil(() => findAll(lab, 'li[aria-setsize="250"] [part~="file"]').length > 0);
  });

  it('stands beside files that are dropped with it, which are taken as they are', async () => {
    const lab = await openLab();
    const errors = record(lab, 'xray-error');
    drop(lab, [folderOf('f', [entryOf(await small('in.png')), entryOf(textFile('in.txt'))])], [textFile('named.txt')]);
    await waitUntil(() => errors.length === 1 && !lab.busy);
    expect(errors[0].message).to.contain('named.txt');
    expect(names(lab)).to.deep.equal(['in.png']);
    expect(note(lab)).to.equal(`1 file that is not ${ANY_FORMAT} was skipped`);
  });

  it('tells what could not be read, and gives the rest', async () => {
    const lab = await openLab();
    const errors = record(lab, 'xray-error');
    const denied = new DOMException('no', 'NotReadableError');
    const first = await Promise.all(Array.from({ length: BATCH }, (_, i) => small(`${i}.png`)));
    drop(lab, [
      folderOf('a', [entryOf(await small('torn.png'), denied), entryOf(await small('good.png'))]),
      folderOf(
        'broken',
        [...first.slice(0, 2), ...first.slice(0, BATCH)].map((file) => entryOf(file)),
        denied,
      ),
    ]);
    await waitUntil(() => names(lab).length === BATCH + 1 && !lab.busy);
    expect(errors.map(({ message }) => message)).to.deep.equal([
      'a/torn.png and 1 more: could not be read from the folder.',
    ]);
  });

  it('says so when there is no image in it', async () => {
    const lab = await openLab();
    drop(lab, [folderOf('empty', [])]);
    await waitUntil(() => note(lab) === `There is no ${ANY_FORMAT} there`);
    drop(lab, [folderOf('text', [entryOf(textFile('a.txt')), entryOf(textFile('b.txt'))])]);
    await waitUntil(
      () => note(lab) === `There is no ${ANY_FORMAT} there: 2 files that are not ${ANY_FORMAT} were skipped`,
    );
    drop(lab, [], [await small('a.png')]);
    await next(lab, 'xray-results');
    expect(note(lab)).to.equal('');
  });
});

describe('a folder that is chosen', () => {
  it('gives its images in natural order, whatever order the dialog has', async () => {
    const lab = await openLab();
    const opened: HTMLInputElement[] = [];
    const real = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'click') as PropertyDescriptor;
    Object.defineProperty(HTMLInputElement.prototype, 'click', {
      configurable: true,
      value(this: HTMLInputElement) {
        opened.push(this);
      },
    });
    try {
      button(lab, 'Choose folder').click();
    } finally {
      Reflect.deleteProperty(HTMLInputElement.prototype, 'click');
    }
    expect(Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'click')).to.deep.equal(real);
    const [input] = opened;
    expect([input.type, input.webkitdirectory]).to.deep.equal(['file', true]);
    const files = await Promise.all(
      ['s/10.png', 's/9/2.png', 's/9/1.png', 's/2.png', 's/readme.md'].map(async (path) => {
        const file = await small(path.slice(path.lastIndexOf('/') + 1));
        return Object.defineProperty(file, 'webkitRelativePath', { value: path });
      }),
    );
    Object.defineProperty(input, 'files', { value: files });
    input.dispatchEvent(new Event('change'));
    await waitUntil(() => names(lab).length === 4 && !lab.busy);
    expect(names(lab)).to.deep.equal(['2.png', '1.png', '2.png', '10.png']);
    expect(note(lab)).to.equal(`1 file that is not ${ANY_FORMAT} was skipped`);
    await waitUntil(() => buttons(lab, 'Choose folder').length === 1);
  });
});
