import { afterEach, describe, expect, it, vi } from 'vitest';
import { GiveOut } from '../../../../src/components/saving/give-out.ts';
import { foldersCanBeWritten } from '../../../../src/components/saving/directory-picker.ts';
import { openSession, png, type OpenedSession } from '../../session/support/open-session.ts';

afterEach(() => vi.unstubAllGlobals());

function giveOutOf({ session }: OpenedSession) {
  const { exports, folder, work, notices } = session;
  const onPicked = vi.fn();
  const giveOut = new GiveOut({
    exports,
    folder,
    mayExport: () => true,
    track: work.track,
    notify: notices.add,
    view: () => window,
    onPicked,
  });
  return { giveOut, onPicked };
}

describe('what the browser asks a person', () => {
  it('a folder: the dialog is waited for no longer than it is wanted, and may be opened again', async () => {
    const opened = openSession();
    const { giveOut, onPicked } = giveOutOf(opened);
    const pick: ((folder: unknown) => void)[] = [];
    vi.stubGlobal('window', { showDirectoryPicker: () => new Promise((resolve) => pick.push(resolve)) });
    expect(foldersCanBeWritten()).toBe(true);
    const choosing = giveOut.chooseFolder();
    giveOut.abort();
    await choosing;
    expect(onPicked).toHaveBeenCalledOnce();
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
