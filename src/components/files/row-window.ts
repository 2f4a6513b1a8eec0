import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { FrameBatch } from '../part/frame-batch.ts';
import { windowOf } from '../part/own-window.ts';
import { layLines, lineAt, runsOf, type GridLines } from './grid-lines.ts';

/** A list that scrolls; its rows are `li[data-id]` in a `ul.rows` that is a grid. */
interface Scroller extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** Rows as they are to be laid, by their indices. */
export interface Rows {
  readonly count: number;
  readonly idOf: (index: number) => number;
  /** Rows that look alike are of about the same height. */
  readonly lookOf: (index: number) => string;
  /** Whether it has a line of the grid for itself. */
  readonly isAlone: (index: number) => boolean;
}

/** A row in the page. */
interface MadeRow {
  readonly look: string;
  readonly alone: boolean;
  /** Space above and below it, in CSS pixels. */
  readonly above: number;
  readonly below: number;
  /** Whether it follows a gap, and so begins a line. */
  readonly first: boolean;
}

/** Shorter lists are in the page as a whole. */
const LONGEST_WHOLE = 100;
/** Until anything was measured, in CSS pixels. */
const FIRST_HEIGHT = 46;
const FIRST_VIEW = 800;
/** How much is made above and below what is seen: as much as that again, and at least so much, in CSS pixels. */
const LEAST_MARGIN = 240;

/**
 * Which rows of a long list are in the page: those that are seen, some about them, and the one with the focus. Margins stand
 * for the others, by the heights that were measured when they were seen, so that the list scrolls as if it were whole.
 */
export class RowWindow implements ReactiveController {
  private columns = 1;
  private gap = 4;
  /** What is seen, from the top of the `ul`, and what is made. */
  private view = { from: 0, to: FIRST_VIEW };
  private made = { from: -Infinity, to: Infinity };
  private readonly heights = new Map<number, { readonly look: string; readonly height: number }>();
  private readonly typical = new Map<string, number>();
  /** How far the list is scrolled, and the first row that is seen: it stays where it is whatever happens above it. */
  private top = 0;
  private anchor: { readonly id: number; readonly offset: number } | null = null;
  /** By their ids; none where the list is whole. */
  private rows = new Map<number, MadeRow>();
  private readonly observed = new Set<Element>();
  /** In a frame of its own: within the observation it could change what is being observed. */
  private readonly remaking = new FrameBatch(
    () => this.host.requestUpdate(),
    () => windowOf(this.host),
  );
  private resizes: ResizeObserver | null = null;

  constructor(private readonly host: Scroller) {
    host.addController(this);
  }

  hostConnected(): void {
    this.resizes = new (windowOf(this.host).ResizeObserver)((entries) => this.measure(entries));
    this.host.addEventListener('scroll', this.onScroll, { passive: true });
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.host.removeEventListener('scroll', this.onScroll);
    this.resizes?.disconnect();
    this.resizes = null;
    this.remaking.cancel();
    this.observed.clear();
  }

  /** The indices of those that are to be in the page, `pinned` among them; null for all. */
  choose(rows: Rows, pinned: number | null): readonly number[] | null {
    const { count, idOf, lookOf, isAlone } = rows;
    this.rows = new Map();
    if (count <= LONGEST_WHOLE) return null;
    // It may have been scrolled, by the focus, say, and not have heard of it yet.
    if (this.anchor && this.host.scrollTop !== this.top) this.look();
    const { columns, gap } = this;
    const lines = layLines(count, {
      columns,
      gap,
      isAlone,
      heightOf: (index) => this.heightOf(idOf(index), lookOf(index)),
    });
    const { starts, tops } = lines;
    const view = this.follow(rows, lines);
    const margin = Math.max(LEAST_MARGIN, view.to - view.from);
    this.made = { from: view.from - margin, to: view.to + margin };
    const chosen: number[] = [];
    let above = 0;
    const runs = runsOf(lines, this.made, pinned);
    for (const run of runs) {
      const { from, to } = run;
      const rest = run === runs[runs.length - 1] ? tops[tops.length - 1] - tops[to] : 0;
      for (let index = starts[from]; index < starts[to]; index++) {
        chosen.push(index);
        this.rows.set(idOf(index), {
          look: lookOf(index),
          alone: isAlone(index),
          above: index < starts[from + 1] ? tops[from] - above : 0,
          below: index < starts[to - 1] ? 0 : rest,
          first: index === starts[from],
        });
      }
      above = tops[to];
    }
    return chosen;
  }

  hostUpdated(): void {
    const { observed, resizes } = this;
    const long = this.rows.size > 0;
    if (!resizes || (!long && observed.size === 0)) return;
    const list = this.list;
    const rows = [...(list?.children ?? [])] as HTMLElement[];
    for (const row of rows) {
      const { above = 0, below = 0, first = false } = this.rows.get(idOf(row)) ?? {};
      setStyle(row, 'marginTop', pixels(above));
      setStyle(row, 'marginBottom', pixels(below));
      setStyle(row, 'gridColumnStart', first ? '1' : '');
    }
    // Safari would not do it, and others not where many rows change.
    list?.style.setProperty('overflow-anchor', long ? 'none' : 'auto');
    if (list) this.holdStill(list, rows);
    const wanted = new Set<Element>(long && list ? [this.host, list, ...rows] : []);
    for (const element of observed) if (!wanted.has(element)) resizes.unobserve(element);
    for (const element of wanted) if (!observed.has(element)) resizes.observe(element);
    observed.clear();
    for (const element of wanted) observed.add(element);
  }

  private get list(): HTMLElement | null {
    return this.host.renderRoot.querySelector('ul.rows');
  }

  /** What is seen, where the rows above it have got other heights. */
  private follow({ count, idOf }: Rows, { starts, tops }: GridLines): { readonly from: number; readonly to: number } {
    const { anchor, view } = this;
    if (!anchor) return view;
    let index = 0;
    while (index < count - 1 && idOf(index) < anchor.id) index++;
    const from = tops[lineAt(starts, index)] + anchor.offset;
    this.view = { from, to: from + view.to - view.from };
    return this.view;
  }

  /** What stands over it, and the padding below: however the page turns or stretches the element. */
  private aboveList(list: HTMLElement): number {
    return this.host.scrollHeight - list.offsetHeight;
  }

  private holdStill(list: HTMLElement, rows: readonly HTMLElement[]): void {
    const { anchor, host } = this;
    const row = anchor && rows.find((one) => idOf(one) === anchor.id);
    if (!row) return;
    const top = this.aboveList(list) + row.offsetTop + anchor.offset;
    // One pixel may be what heights are rounded by.
    if (Math.abs(top - host.scrollTop) >= 2) host.scrollTop = top;
    this.top = host.scrollTop;
  }

  private heightOf(id: number, look: string): number {
    const known = this.heights.get(id);
    return known?.look === look ? known.height : (this.typical.get(look) ?? FIRST_HEIGHT);
  }

  /** The browser has laid the page out: to be asked what is where costs nothing now. */
  private measure(entries: readonly ResizeObserverEntry[]): void {
    let changed = this.look();
    for (const { target, contentRect } of entries) {
      const id = idOf(target as HTMLElement);
      const row = this.rows.get(id);
      const { height } = contentRect;
      if (!row || height === 0) continue;
      const { look, alone } = row;
      changed ||= this.heightOf(id, look) !== height;
      this.heights.set(id, { look, height });
      // Those that differ are taken to be as the first was: the list would grow and shrink with each that is seen.
      if (!alone || !this.typical.has(look)) this.typical.set(look, height);
    }
    if (changed) this.remaking.request();
  }

  private readonly onScroll = (): void => {
    if (this.rows.size === 0) return;
    this.look();
    const { view, made } = this;
    const least = (view.to - view.from) / 2;
    if (view.from - made.from < least || made.to - view.to < least) this.host.requestUpdate();
  };

  /** Looks what is seen, in how many columns; whether that has changed. */
  private look(): boolean {
    const { host, list, columns, view } = this;
    if (!list) return false;
    this.top = host.scrollTop;
    const from = this.top - this.aboveList(list);
    const to = from + host.clientHeight;
    this.view = { from, to };
    const rows = [...list.children] as HTMLElement[];
    const first = this.top > 0 && rows.find((row) => row.offsetTop + row.offsetHeight > from);
    this.anchor = first && first.offsetTop < to ? { id: idOf(first), offset: from - first.offsetTop } : null;
    const { gridTemplateColumns, rowGap } = getComputedStyle(list);
    this.columns = gridTemplateColumns.split(' ').length;
    this.gap = parseFloat(rowGap) || 0;
    return this.columns !== columns || this.view.from !== view.from || this.view.to !== view.to;
  }
}

function idOf(row: HTMLElement): number {
  return Number(row.dataset.id);
}

function pixels(length: number): string {
  return length === 0 ? '' : `${Math.round(length)}px`;
}

function setStyle({ style }: HTMLElement, name: 'gridColumnStart' | 'marginBottom' | 'marginTop', value: string): void {
  if (style[name] !== value) style[name] = value;
}
