import { afterEach, describe, expect, it, vi } from 'vitest';
import { GiveOut } from '../../../../src/components/saving/give-out.ts';
import { foldersCanBeWritten } from '../../../../src/components/saving/directory-picker.ts';
import { DEFAULT_PARAMS } from '../../../../src/pipeline/params.ts';
import { FakeFolder } from '../../export/folder/fake-folder.ts';
import { readZip } from '../../session/support/read-zip.ts';
import { blur, follow, idle, openSession, png, pngs, type OpenedSession } from '../../session/support/open-session.ts';

afterEach(() => vi.unstubAllGlobals());

function giveOutOf({ session }: OpenedSession) {
  const { access, exports, files, folder, work, notices } = session;
  const onChange = vi.fn();
  const giveOut = new GiveOut({
    exports,
    folder,
    mayExport: () => true,
    track: work.track,
    notify: notices.add,
    view: () => window,
    made: () => ({ outdated: access.outdated.length, all: files.resultCount }),
    redo: () => session.redo(),
    onChange,
  });
  return { giveOut, onChange };
}

describe('what the browser asks a person', () => {
  it('a folder: the dialog is waited for no longer than it is wanted, and may be opened again', async () => {
    const opened = openSession();
    const { giveOut, onChange } = giveOutOf(opened);
    const pick: ((folder: unknown) => void)[] = [];
    vi.stubGlobal('window', { showDirectoryPicker: () => new Promise((resolve) => pick.push(resolve)) });
    expect(foldersCanBeWritten()).toBe(true);
    const choosing = giveOut.chooseFolder();
    giveOut.abort();
    await choosing;
    expect(onChange).toHaveBeenCalledOnce();
    // What is chosen now is for nobody.
    pick[0]({ name: 'late' });
    await Promise.resolve();
    expect(opened.session.folder.progress).toBeNull();
    void giveOut.chooseFolder();
    expect(pick).toHaveLength(2);
    giveOut.abort();
  });

  it('whether it may use the clipboard: that is waited for no longer than it is wanted', async () => {
    const opened = openSession();
    const { session } = opened;
    const { giveOut } = giveOutOf(opened);
    await session.process([png('a.png')]);
    const write = vi.fn(() => new Promise(() => undefined));
    vi.stubGlobal('window', { ClipboardItem: Object, navigator: { clipboard: { write } } });
    const copying = giveOut.copyStage('edges');
    expect([write.mock.calls.length, session.busy]).toEqual([1, true]);
    giveOut.abort();
    expect(await copying).toBe(false);
    session.reset();
    await vi.waitUntil(() => !session.busy);
    expect(session.notices.all).toEqual([]);
  });
});

describe('results that were made with different parameters', () => {
  /** Three files, of which the one on show has followed. */
  async function withDifferent() {
    const opened = openSession();
    await opened.session.process(pngs(3));
    await follow(opened, blur(9));
    const downloads: Blob[] = [];
    opened.session.reports.listen((report) => {
      if (report.kind === 'exported') downloads.push(report.blob);
    });
    vi.stubGlobal('window', { frameElement: null, document: { createElement: () => ({ click: () => undefined }) } });
    const sizes = async (at: number): Promise<number[]> =>
      (await readZip(downloads[at])).manifest.images.map(({ parameters }) => parameters.blur.kernelSize);
    return { opened, downloads, sizes, ...giveOutOf(opened) };
  }

  it('are saved as they are, or processed again first, as is answered', async () => {
    const { giveOut, opened, downloads, sizes } = await withDifferent();
    await giveOut.saveZip();
    expect([giveOut.question, downloads.length]).toEqual([{ outdated: 2, all: 3 }, 0]);
    await giveOut.answer('cancel');
    expect([giveOut.question, downloads.length]).toEqual([null, 0]);

    await giveOut.saveZip();
    await giveOut.answer('as-is');
    expect([giveOut.question, await sizes(0)]).toEqual([null, [9, 5, 5]]);

    await giveOut.saveZip();
    await giveOut.answer('again');
    await idle(opened);
    expect(await sizes(1)).toEqual([9, 9, 9]);
    await giveOut.saveZip();
    expect([giveOut.question, downloads.length]).toEqual([null, 3]);
  });

  it('are not asked about once they are the same, nor by code', async () => {
    const { giveOut, opened, downloads } = await withDifferent();
    await giveOut.saveZip();
    await follow(opened, DEFAULT_PARAMS);
    expect(giveOut.question).toBe(null);
    await follow(opened, blur(9));
    expect(giveOut.question).toBe(null);
    await opened.session.exports.zip();
    expect(downloads).toHaveLength(1);
  });

  it('are not saved when the work is given up', async () => {
    const { giveOut, opened, downloads } = await withDifferent();
    await giveOut.saveZip();
    opened.engines.hold();
    const answered = giveOut.answer('again');
    await vi.waitUntil(() => opened.session.processing);
    opened.session.cancel();
    giveOut.abort();
    await answered;
    expect(downloads).toEqual([]);
  });

  it('go into a folder that is picked at once, when they are made', async () => {
    const { giveOut, opened } = await withDifferent();
    const folder = new FakeFolder();
    vi.stubGlobal('window', { showDirectoryPicker: () => Promise.resolve(folder.handle) });
    await giveOut.chooseFolder();
    expect([giveOut.question, opened.session.folder.isOpen]).toEqual([{ outdated: 2, all: 3 }, false]);
    await giveOut.answer('again');
    expect([opened.session.folder.isOpen, opened.session.access.outdated.length]).toEqual([true, 0]);
  });
});
