import type { ReactiveController } from 'lit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RowWindow } from '../../../../src/components/files/row-window.ts';

const GAP = 4;
const ABOVE = 40;
const HEIGHT = 320;

interface FakeRow {
  readonly dataset: { readonly id: string };
  readonly style: { marginTop: string; marginBottom: string; gridColumnStart: string };
  readonly offsetTop: number;
  offsetHeight: number;
}

class FakeList {
  children: readonly FakeRow[] = [];
  readonly style = { setProperty: (): void => undefined };

  get offsetHeight(): number {
    return Math.max(0, this.endOf(this.children.length - 1));
  }

  makeRow(id: number): FakeRow {
    const list = (): FakeList => this;
    return {
      dataset: { id: String(id) },
      style: { marginTop: '', marginBottom: '', gridColumnStart: '' },
      offsetHeight: 0,
      get offsetTop() {
        return list().endOf(list().children.indexOf(this) - 1) + GAP + margin(this.style.marginTop);
      },
    };
  }

  private endOf(last: number): number {
    return this.children
      .slice(0, last + 1)
      .reduce(
        (top, { style, offsetHeight }) =>
          top + GAP + margin(style.marginTop) + offsetHeight + margin(style.marginBottom),
        -GAP,
      );
  }
}

function margin(style: string): number {
  return parseInt(style) || 0;
}

type Sizes = { readonly target: unknown; readonly contentRect: { readonly height: number } }[];

/** A list of one column as a browser lays it out, when it is asked: each row is as high as the test says. */
class FakeScroller {
  scrollTop = 0;
  readonly clientHeight = HEIGHT;
  readonly list = new FakeList();
  readonly renderRoot = { querySelector: (): unknown => this.list };
  heightOf: (id: number) => number = () => 56;
  lookOf: (id: number) => string = () => 'any';
  ids: number[];
  pinned: number | null = null;
  /** How many rows are in the page, the most there were. */
  most = 0;
  private readonly window: RowWindow;
  private readonly known = new Map<number, FakeRow>();
  private readonly told = new Map<unknown, number>();
  private wanted = false;
  private controller: ReactiveController | null = null;
  private onScroll: () => void = () => undefined;
  private readonly observed = new Set<unknown>();
  private observe: (sizes: Sizes) => void = () => undefined;

  constructor(count: number) {
    this.ids = Array.from({ length: count }, (_, i) => i + 1);
    const { observed } = this;
    const setObserve = (observe: (sizes: Sizes) => void): void => void (this.observe = observe);
    vi.stubGlobal(
      'ResizeObserver',
      class {
        constructor(observe: (sizes: Sizes) => void) {
          setObserve(observe);
        }
        observe = (target: unknown): void => void observed.add(target);
        unobserve = (target: unknown): void => void observed.delete(target);
        disconnect = (): void => observed.clear();
      },
    );
    this.window = new RowWindow(this as never);
    this.controller?.hostConnected?.();
    this.settle();
  }

  get scrollHeight(): number {
    return ABOVE + this.list.offsetHeight;
  }

  addController(controller: ReactiveController): void {
    this.controller = controller;
  }

  addEventListener(_type: string, onScroll: () => void): void {
    this.onScroll = onScroll;
  }

  requestUpdate(): void {
    this.wanted = true;
  }

  /** Ids of the rows of which something is seen, and how far below the top the first of them is. */
  get seen(): { readonly ids: number[]; readonly at: number } {
    const top = (row: FakeRow): number => ABOVE + row.offsetTop - this.scrollTop;
    const rows = this.list.children.filter((row) => top(row) + row.offsetHeight > 1 && top(row) < HEIGHT - 1);
    return { ids: rows.map(({ dataset }) => Number(dataset.id)), at: rows.length > 0 ? top(rows[0]) : NaN };
  }

  scrollTo(top: number): void {
    this.scrollTop = Math.max(0, Math.min(top, this.scrollHeight - HEIGHT));
    this.onScroll();
    this.settle();
  }

  /** Renders, lays out and measures until nothing changes. */
  settle(): void {
    this.wanted = true;
    for (let frames = 0; this.wanted; frames++) {
      expect(frames, 'it comes to rest').toBeLessThan(20);
      this.wanted = false;
      this.render();
      const rows = this.list.children.filter(
        (row) => this.told.get(row) !== row.offsetHeight && this.observed.has(row),
      );
      for (const row of rows) this.told.set(row, row.offsetHeight);
      this.observe(rows.map((target) => ({ target, contentRect: { height: target.offsetHeight } })));
      vi.runAllTimers();
    }
  }

  private render(): void {
    const { ids } = this;
    const chosen = this.window.choose(
      {
        count: ids.length,
        idOf: (index) => ids[index],
        lookOf: (index) => this.lookOf(ids[index]),
        isAlone: () => false,
      },
      this.pinned,
    );
    this.list.children = (chosen ?? [...ids.keys()]).map((index) => this.rowOf(ids[index]));
    this.most = Math.max(this.most, this.list.children.length);
    this.controller?.hostUpdated?.();
    this.scrollTop = Math.max(0, Math.min(this.scrollTop, this.scrollHeight - HEIGHT));
  }

  private rowOf(id: number): FakeRow {
    const row = this.known.get(id) ?? this.list.makeRow(id);
    this.known.set(id, row);
    row.offsetHeight = this.heightOf(id);
    return row;
  }
}

const upTo = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run));
  vi.stubGlobal('cancelAnimationFrame', (frame: number) => clearTimeout(frame));
  vi.stubGlobal('getComputedStyle', () => ({ gridTemplateColumns: '240px', rowGap: `${GAP}px` }));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the rows of a long list', () => {
  it('are where they would be if all were in the page', () => {
    const list = new FakeScroller(2000);
    expect(list.scrollHeight).toBe(ABOVE + 2000 * 60 - GAP);
    for (const top of [0, 400, 91_000, 30_000, 1e9, 7]) {
      list.scrollTo(top);
      const { ids, at } = list.seen;
      expect(ids).toEqual(upTo(ids[0], ids.length));
      expect(at).toBe(ABOVE + (ids[0] - 1) * 60 - list.scrollTop);
    }
    expect(list.most).toBeLessThan(40);
  });

  it('stay where they are whatever becomes of those above', () => {
    const list = new FakeScroller(2000);
    list.lookOf = (id) => (id <= 900 ? 'low' : 'any');
    list.settle();
    list.scrollTo(50_000);
    const before = list.seen;
    for (const [last, height] of [
      [100, 70],
      [101, 70],
      [700, 44],
      [770, 90],
    ]) {
      list.heightOf = (id) => (id <= last ? height : 56);
      list.lookOf = (id) => (id <= last ? `high ${height}` : 'any');
      list.settle();
      expect(list.seen, `${last}`).toEqual(before);
    }
    list.ids = list.ids.filter((id) => id % 2 === 0 || id > 700);
    list.settle();
    expect(list.seen).toEqual(before);
    // Seen for the first time, they are of other heights than was thought.
    list.scrollTo(list.scrollTop - 2000);
    const { ids, at } = list.seen;
    list.settle();
    expect(list.seen).toEqual({ ids, at });
  });

  it('are not held back where the reader, or the focus, has scrolled meanwhile', () => {
    const list = new FakeScroller(2000);
    list.scrollTo(50_000);
    list.scrollTop = 61_000;
    list.settle();
    expect([list.scrollTop, list.seen.ids[0]]).toEqual([61_000, Math.floor((61_000 - ABOVE) / 60) + 1]);
  });

  it('have the one with the focus among them', () => {
    const list = new FakeScroller(2000);
    list.pinned = 2;
    list.scrollTo(70_000);
    const ids = list.list.children.map(({ dataset }) => Number(dataset.id));
    expect(ids.slice(0, 3)).toEqual([2, 3, 4]);
    expect(list.seen.at).toBe(ABOVE + (list.seen.ids[0] - 1) * 60 - list.scrollTop);
    expect(list.scrollHeight).toBe(ABOVE + 2000 * 60 - GAP);
  });

  it('are all there while the list is short', () => {
    const list = new FakeScroller(150);
    list.scrollTo(3000);
    list.ids = list.ids.slice(0, 100);
    list.settle();
    expect(list.list.children).toHaveLength(100);
    expect(list.list.children.every(({ style }) => style.marginTop + style.marginBottom === '')).toBe(true);
  });
});
