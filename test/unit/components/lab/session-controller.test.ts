import type { ReactiveController } from 'lit';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { XrayError } from '../../../../src/base/xray-error.ts';
import { SessionController, type SessionHost } from '../../../../src/components/lab/session-controller.ts';
import type { XrayLabEventMap } from '../../../../src/components/lab/lab-events.ts';
import { MESSAGES } from '../../../../src/components/words/messages.ts';
import { DEFAULT_PARAMS, type PipelineParams } from '../../../../src/pipeline/params.ts';
import { FileTable } from '../../../../src/session/files/file-table.ts';
import { blur, png, pngs, torn, until } from '../../session/support/open-session.ts';

const TYPES = [
  'xray-load',
  'xray-progress',
  'xray-results',
  'xray-error',
  'xray-before-export',
  'xray-export',
] as const;

/** An element, as far as the controller knows it, and what it fires. */
class FakeHost extends EventTarget implements SessionHost {
  readonly updateComplete = Promise.resolve(true);
  readonly limits = { maxFileSize: 2 ** 20, maxPixels: 10_000, accept: 'image/png' };
  readonly naming = 'source';
  readonly manual = false;
  readonly noControls = false;
  readonly sample = '';
  readonly words = MESSAGES;
  params: PipelineParams = DEFAULT_PARAMS;
  autoSave = false;
  noDownload = false;
  isConnected = true;
  updates = 0;
  readonly controllers: ReactiveController[] = [];
  readonly fired: [string, unknown][] = [];
  readonly settings: PipelineParams[] = [];
  readonly control: SessionController;

  constructor(readonly backend: SessionHost['backend'] = 'cpu') {
    super();
    for (const type of TYPES) {
      this.addEventListener(type, (event) => this.fired.push([type, (event as XrayLabEventMap[typeof type]).detail]));
    }
    this.control = new SessionController(this, {
      isClosed: () => false,
      onSetting: (params) => this.settings.push(params),
    });
  }

  addController(controller: ReactiveController): void {
    this.controllers.push(controller);
  }

  removeController(): void {
    this.controllers.length = 0;
  }

  requestUpdate(): void {
    this.updates++;
  }

  details(type: string): unknown[] {
    return this.fired.filter(([fired]) => fired === type).map(([, detail]) => detail);
  }
}

// Thumbnails want a document: that they cannot be drawn stops nothing, and is told to developers.
const warn = vi.spyOn(console, 'warn');
beforeAll(() => void warn.mockImplementation(() => undefined));
afterAll(() => warn.mockRestore());

describe('facts of a session, at an element', () => {
  it('become events in their order, and the sentence of the moment', async () => {
    const host = new FakeHost();
    const { session } = host.control;
    const said: string[] = [];
    session.reports.listen(() => said.push(host.control.announcement));
    const file = png('a.png');
    await session.process([file]);
    expect(host.fired.map(([type]) => type)).toEqual([
      'xray-load',
      ...Array.from({ length: 5 }, () => 'xray-progress'),
      'xray-results',
    ]);
    expect(host.details('xray-load')).toEqual([{ file, name: 'a.png', width: 4, height: 1, bitDepth: 8 }]);
    expect(host.details('xray-progress')[4]).toEqual({ done: 5, total: 5, file });
    expect(host.details('xray-results')).toMatchObject([{ result: { name: 'a.png' }, results: [{ name: 'a.png' }] }]);
    expect([...new Set(said)]).toEqual(['', MESSAGES.announceProcessing('a.png'), MESSAGES.announceReady('a.png')]);
    expect(host.updates).toBeGreaterThan(0);
  });

  it('step from film to film in the order of the list, each said', async () => {
    const { control } = new FakeHost();
    const { session } = control;
    await session.process([...pngs(2), torn('torn.png'), png('last.png')]);
    const names: (string | undefined)[] = [];
    await session.select(session.files.all[0].id);
    for (const by of [1, 1, 1, -1] as const) {
      control.stepFilm(by);
      await until(() => session.live?.entryId === session.shown.id);
      names.push(session.selected?.name);
    }
    const [, second] = session.files.all.map(({ name }) => name);
    expect(names).toEqual([second, 'last.png', 'last.png', second]);
    expect(control.announcement).toBe(MESSAGES.filmOf(second, 2, 3));
  });

  it('are told of one file without a look at all the others', async () => {
    const looks = vi.spyOn(FileTable.prototype, 'all', 'get');
    const looksFor = async (files: number): Promise<number> => {
      const before = looks.mock.calls.length;
      await new FakeHost().control.session.process(pngs(files));
      return looks.mock.calls.length - before;
    };
    expect(await looksFor(12)).toBe(await looksFor(3));
    looks.mockRestore();
  });

  it('become errors in words, of their file or of none', async () => {
    const host = new FakeHost();
    const file = torn('torn.png');
    await host.control.session.process([file]);
    host.control.session.notices.add(new XrayError('export-failed', 'No.', { hint: 'Try again.' }));
    expect(host.details('xray-error')).toEqual([
      { code: 'decode-failed', message: expect.stringMatching(/^torn\.png: /) as unknown, hint: null, file },
      { code: 'export-failed', message: 'No.', hint: 'Try again.', file: null },
    ]);
  });

  it.each([
    ['auto', 'The CPU takes its place.'],
    ['webgl2', 'It is tried again.'],
  ] as const)('become one error when the GPU is lost, for the page, with %s', (backend, hint) => {
    const host = new FakeHost(backend);
    host.control.session.reports.tell({ kind: 'engine-lost', error: new XrayError('engine-lost', 'Gone.') });
    expect(host.details('xray-error')).toEqual([{ code: 'engine-lost', message: 'Gone.', hint, file: null }]);
  });

  it('ask the page before an export, and tell of it', async () => {
    const host = new FakeHost();
    const { exports } = host.control.session;
    await host.control.session.process([png('a.png')]);
    const { blob, name } = await exports.zip();
    expect(host.details('xray-before-export')).toMatchObject([{ kind: 'zip', name }]);
    expect(host.details('xray-export')).toEqual([{ kind: 'zip', name, blob }]);
    expect(host.control.announcement).toBe(MESSAGES.announceExported(1));
    host.addEventListener('xray-before-export', (event) => event.preventDefault());
    await expect(exports.zip()).rejects.toMatchObject({ name: 'AbortError' });
    await exports.png('edges', () => expect.unreachable());
    expect(host.details('xray-export')).toHaveLength(1);
  });

  it('set parameters that a manifest holds', async () => {
    const host = new FakeHost();
    const images = [{ name: 'a.png', width: 1, height: 1, parameters: blur(9), files: {} }];
    const manifest = new File([JSON.stringify({ schemaVersion: 1, images })], 'manifest.json');
    await host.control.session.intake.take([manifest]);
    expect([host.settings, host.control.announcement]).toEqual([
      [blur(9)],
      MESSAGES.announceSetting('manifest.json', 1),
    ]);
  });

  it('say whether leaving the page loses something', async () => {
    const host = new FakeHost();
    const { control } = host;
    expect(control.losesSomething).toBe(false);
    await control.session.process([png('a.png')]);
    expect(control.losesSomething).toBe(true);
    host.noDownload = true;
    expect(control.losesSomething).toBe(false);
    host.noDownload = false;
    await control.session.exports.zip();
    expect(control.losesSomething).toBe(false);
  });
});

describe('the life of a session', () => {
  it('goes on while the element is moved, and ends when it stays out', async () => {
    const host = new FakeHost();
    const { control } = host;
    await control.session.process([png('a.png')]);
    control.hostDisconnected();
    control.hostConnected();
    await new Promise((resolve) => setTimeout(resolve));
    expect(control.session.access.results).toHaveLength(1);
    control.hostDisconnected();
    await until(() => control.session.files.all.length === 0);
    expect([control.announcement, control.session.live]).toEqual(['', null]);
  });

  it('in no document gives engines back when its work is done, and shows the results when it comes in', async () => {
    const host = new FakeHost();
    host.isConnected = false;
    const { control } = host;
    await control.session.process([png('a.png')]);
    await until(() => control.session.live === null && !control.session.busy);
    expect(control.session.access.results).toHaveLength(1);
    host.isConnected = true;
    control.hostConnected();
    await until(() => control.session.live?.complete === true);
  });

  it('forgets what was said with a reset', async () => {
    const host = new FakeHost();
    await host.control.session.process([png('a.png')]);
    host.control.reset();
    expect([host.control.announcement, host.control.session.files.all]).toEqual(['', []]);
  });
});
