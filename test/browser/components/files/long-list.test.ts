import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../../src/components/define.ts';
import { XrayError } from '../../../../src/base/xray-error.ts';
import type { XrayFileList } from '../../../../src/components/files/file-list.ts';
import { createFilesView } from '../../../../src/components/files/files-view.ts';
import { DEFAULT_PARAMS } from '../../../../src/pipeline/params.ts';
import type { FileEntry, FileState } from '../../../../src/session/files/file-entry.ts';
import { focused } from '../support/focused.ts';
import { button, find, findAll } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';
import { MESSAGES } from '../../../../src/components/words/messages.ts';

createFilesView();

const FILES = 2000;
/** Between rows, in pixels. */
const GAP = 2;
const file = new Blob(['film']);
const WAITING: FileState = { kind: 'waiting' };
const FAILED: FileState = {
  kind: 'failed',
  error: new XrayError('decode-failed', 'This file is damaged, '.repeat(9), { hint: 'Choose another one.' }),
};
/** Others are not in the list where there are several. */
const UNANSWERED: FileState = {
  kind: 'failed',
  error: new XrayError('decode-failed', 'This file does not answer, '.repeat(9), { reason: 'no-answer' }),
};

const DONE: FileState = {
  kind: 'done',
  computed: { params: DEFAULT_PARAMS, backend: 'cpu', milliseconds: 1, fallback: null },
};

function entriesOf(count: number, stateOf: (id: number) => FileState = () => WAITING): FileEntry[] {
  return Array.from({ length: count }, (_, i) => ({
    id: i + 1,
    name: `film ${i + 1}.png`,
    file,
    facts: null,
    opened: null,
    source: null,
    frame: 0,
    state: stateOf(i + 1),
    kept: null,
  }));
}

const changed = (entries: readonly FileEntry[], id: number, state: FileState): FileEntry[] =>
  entries.map((entry) => (entry.id === id ? { ...entry, state } : entry));

/** A list that scrolls in 320 pixels, in as many columns as fit in `width`. */
async function openList(entries: readonly FileEntry[], width = 240): Promise<XrayFileList> {
  const box = await fixture<HTMLElement>(html`<div></div>`);
  const list = document.createElement('xray-file-list') as XrayFileList;
  list.style.cssText = `width: ${width}px; max-height: 320px; overflow-y: auto; --_unit: 1px; --_small: 13px; --_tiny: 12px`;
  list.words = MESSAGES;
  list.entries = entries;
  box.append(list);
  await settled(list);
  return list;
}

/** What was measured in a frame is there in the next one. */
async function settled(list: XrayFileList): Promise<void> {
  for (let frames = 0; frames < 4; frames++) await nextFrame();
  await list.updateComplete;
}

async function scrollTo(list: XrayFileList, top: number): Promise<void> {
  list.scrollTop = top;
  await settled(list);
}

const rows = (list: XrayFileList): HTMLElement[] => findAll(list, '.rows > li');
const placeOf = (row: HTMLElement): number => Number(row.getAttribute('aria-posinset'));

/** Places of the rows of which something is seen. */
function seen(list: XrayFileList): number[] {
  const { top, bottom } = list.getBoundingClientRect();
  return rows(list)
    .filter((row) => row.getBoundingClientRect().bottom > top + 1 && row.getBoundingClientRect().top < bottom - 1)
    .map(placeOf);
}

const upTo = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);

describe('a list of thousands', () => {
  it('has those rows in the page that can be seen, and scrolls as if all were', async () => {
    const list = await openList(entriesOf(FILES));
    expect(rows(list).length).to.be.lessThan(40);
    expect(seen(list)).to.deep.equal(upTo(1, seen(list).length));
    const [row] = rows(list);
    const pitch = row.offsetHeight + GAP;
    expect(list.scrollHeight).to.be.closeTo(FILES * pitch, 100);
    for (const top of [30_000, 91_000, 400, 1e6, 60_000]) {
      await scrollTo(list, top);
      const places = seen(list);
      expect(places.length, `at ${list.scrollTop}`).to.be.greaterThan(3);
      expect(places).to.deep.equal(upTo(places[0], places.length));
      expect(places[0]).to.be.closeTo(list.scrollTop / pitch, 2);
      expect(rows(list).length).to.be.lessThan(40);
    }
    await scrollTo(list, 1e6);
    expect(seen(list).pop()).to.equal(FILES);
  });

  it('tells those who hear it how many files there are, and which one a row is', async () => {
    const list = await openList(entriesOf(FILES));
    await scrollTo(list, 50_000);
    for (const row of rows(list)) {
      expect(row.getAttribute('aria-setsize')).to.equal(String(FILES));
      expect(row.querySelector('.name')?.textContent).to.equal(`film ${placeOf(row)}.png`);
    }
    await expect(list).to.be.accessible();
  });

  it('is gone through by keys, also to rows that are not in the page', async () => {
    const list = await openList(entriesOf(FILES));
    const focused = (): string => list.shadowRoot?.activeElement?.querySelector('.name')?.textContent ?? '';
    rows(list)[0].querySelector('button')?.focus();
    for (const [key, file] of [
      ['End', FILES],
      ['ArrowUp', FILES - 1],
      ['Home', 1],
      ['ArrowDown', 2],
    ] as const) {
      await sendKeys({ press: key });
      await settled(list);
      expect(focused()).to.equal(`film ${file}.png`);
      expect(seen(list)).to.include(file);
    }
    const stops = findAll(list, '.rows button').filter((one) => (one as HTMLElement).tabIndex === 0);
    expect(stops.length).to.equal(1);
  });

  for (const width of [240, 800]) {
    it(`leaves out and repeats none, whatever their heights (${width} pixels)`, async () => {
      const list = await openList(
        entriesOf(300, (id) => (id % 7 === 0 || id % 50 === 1 ? UNANSWERED : WAITING)),
        width,
      );
      const places = new Set<number>();
      for (let last = -1; list.scrollTop !== last; await scrollTo(list, last + 260)) {
        last = list.scrollTop;
        const now = seen(list);
        expect(now, `at ${last}`).to.deep.equal(upTo(now[0], now.length));
        for (const place of now) places.add(place);
      }
      expect([...places]).to.deep.equal(upTo(1, 300));
      // Nothing moved under the reader's eyes on the way back.
      const [first] = rows(list);
      const { top } = first.getBoundingClientRect();
      await settled(list);
      expect(first.getBoundingClientRect().top).to.be.closeTo(top, 1);
    });
  }

  it('stays where it is while files above get done, whose rows are lower then', async () => {
    const list = await openList(entriesOf(FILES));
    await scrollTo(list, 50_000);
    const [place] = seen(list);
    const topOf = (): number | undefined =>
      rows(list)
        .find((row) => placeOf(row) === place)
        ?.getBoundingClientRect().top;
    const before = topOf();
    for (const last of [100, 101, 300]) {
      list.entries = list.entries.map((entry) => (entry.id <= last ? { ...entry, state: DONE } : entry));
      await settled(list);
      // But for what is rounded.
      expect(topOf()).to.be.closeTo(before ?? NaN, 2);
    }
    expect(seen(list)[0]).to.equal(place);
  });

  it('is in the page as a whole while it is short', async () => {
    const list = await openList(entriesOf(100));
    expect(rows(list)).to.have.length(100);
    expect(rows(list)[7].hasAttribute('aria-setsize')).to.equal(false);
    list.entries = entriesOf(101);
    await settled(list);
    expect(rows(list).length).to.be.lessThan(40);
    list.entries = entriesOf(99);
    await settled(list);
    expect(
      rows(list)
        .map(({ style }) => style.marginTop + style.marginBottom)
        .join(''),
    ).to.equal('');
    expect(rows(list)).to.have.length(99);
  });

  it('is rendered once a frame, however often it changes', async () => {
    const list = await openList(entriesOf(FILES));
    let renders = 0;
    list.thumbnails = { get: (id) => (id === 1 && renders++, null) };
    await settled(list);
    renders = 0;
    await nextFrame();
    for (let ready = 0; ready < 50; ready++) {
      list.entries = changed(list.entries, 1, { kind: 'working', ready: ready % 5 });
      await Promise.resolve();
      await Promise.resolve();
    }
    await list.updateComplete;
    expect(renders).to.be.within(1, 3);
    expect(rows(list)[0].querySelector('.state')?.textContent).to.equal('Processing… 4 of 5');
  });
});

describe('the focus in a list of thousands', () => {
  it('stays where it is when the row is scrolled away, and goes on from there', async () => {
    const list = await openList(entriesOf(FILES));
    const third = button(list, 'Remove film 3.png');
    third.focus();
    // WebKit brings into view what got the focus a moment later.
    await settled(list);
    await scrollTo(list, 70_000);
    expect(focused()).to.equal(third);
    expect(third.isConnected).to.equal(true);
    expect(seen(list)[0]).to.be.greaterThan(900);
    await sendKeys({ press: 'ArrowDown' });
    expect(focused()?.getAttribute('title')).to.equal('film 4.png');
    await waitUntil(() => seen(list).includes(4));
    // On and on, each row comes before the focus does.
    for (let id = 5; id < 30; id++) {
      await sendKeys({ press: 'ArrowDown' });
      await nextFrame();
      expect(focused()?.getAttribute('title')).to.equal(`film ${id}.png`);
    }
  });

  it('goes to the one in its place when a file is removed, also when that is the last', async () => {
    const list = await openList(entriesOf(FILES));
    await scrollTo(list, 1e6);
    for (const id of [FILES - 3, FILES]) {
      button(list, `Remove film ${id}.png`).focus();
      list.entries = list.entries.filter((entry) => entry.id !== id);
      await settled(list);
      const next = id === FILES ? FILES - 1 : id + 1;
      expect(focused()?.getAttribute('title')).to.equal(`film ${next}.png`);
    }
  });
});

describe('a failure in a list of thousands', () => {
  const alerts = (list: XrayFileList): HTMLElement[] => findAll(list, '[role="alert"]');

  it('is told once, wherever its row is', async () => {
    const list = await openList(entriesOf(FILES));
    expect(alerts(list).map(({ textContent }) => textContent)).to.deep.equal(['']);
    list.entries = changed(list.entries, 1500, FAILED);
    await settled(list);
    expect(alerts(list).map(({ textContent }) => textContent?.slice(0, 20))).to.deep.equal(['This file is damaged']);
    // To those who scroll to it, it is no news.
    await scrollTo(list, 1499 * (rows(list)[0].offsetHeight + GAP));
    expect(rows(list).filter((row) => row.classList.contains('failed'))).to.have.length(1);
    expect(alerts(list)).to.have.length(1);
  });

  it('is told, and under one line with the others, where there are more than two', async () => {
    const list = await openList(entriesOf(FILES, (id) => (id < 50 ? FAILED : WAITING)));
    expect(alerts(list).map(({ textContent }) => textContent?.slice(0, 20))).to.deep.equal(['This file is damaged']);
    expect(findAll(list, '.card')).to.have.length(0);
    expect(rows(list)[0].getAttribute('aria-setsize')).to.equal(String(FILES - 49));
    button(list, '49 could not be read').click();
    await settled(list);
    expect(findAll(list, '.card')).to.have.length(20);
    expect(find(list, '.fold p.note').textContent).to.equal('and 29 more');
    await expect(list).to.be.accessible();
    await scrollTo(list, 40_000);
    const places = seen(list);
    expect(places).to.deep.equal(upTo(places[0], places.length));
  });
});
