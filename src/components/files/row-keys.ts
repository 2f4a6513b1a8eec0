import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A list whose rows are `li[data-id]` in a `ul.rows`, with buttons in them. */
interface ListOfRows extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

export interface RowKeysOptions {
  /** All rows, in their order, also those that are not in the page. */
  readonly ids: () => readonly number[];
  /** The one that Tab comes to as long as none had the focus. */
  readonly first: () => number | null;
  readonly remove: (id: number) => void;
  readonly isRightToLeft: () => boolean;
}

/** Rows up or down; a number of rows is more than there are. */
const ROWS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };
const BUTTONS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/**
 * Makes a list one Tab stop, however long it is: up and down go from row to row, left and right along the buttons of one, Delete removes
 * it. What Tab comes to tells so to those who hear it.
 */
export class RowKeys implements ReactiveController {
  /** The row that had the focus last. */
  private current: number | null = null;
  /** The row that is to have the focus: null, or one that may not be in the page yet. */
  goal: number | null = null;

  constructor(
    private readonly host: ListOfRows,
    private readonly options: RowKeysOptions,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    const { goal } = this;
    this.goal = null;
    if (goal !== null) this.buttonsOf(this.row(goal))[0]?.focus();
    this.lay();
  }

  readonly onFocusIn = (event: Event): void => {
    this.current = idOf(event.target) ?? this.current;
    this.lay();
  };

  readonly onFocusOut = (event: FocusEvent): void => {
    if (!idOf(event.relatedTarget)) this.lay(null);
  };

  readonly onKey = (event: KeyboardEvent): void => {
    const { key, target } = event;
    const id = idOf(target);
    if (id === null || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (key in ROWS) this.go(id, ROWS[key]);
    else if (key in BUTTONS) this.goAlong(id, target, BUTTONS[key] * (this.options.isRightToLeft() ? -1 : 1));
    else if (key === 'Delete') this.options.remove(id);
    else return;
    event.preventDefault();
  };

  private go(id: number, by: number): void {
    const ids = this.options.ids();
    const to = ids[Math.min(ids.length - 1, Math.max(0, ids.indexOf(id) + by))];
    const [button] = this.buttonsOf(this.row(to));
    if (button) return button.focus();
    this.goal = to;
    this.host.requestUpdate();
  }

  private goAlong(id: number, from: EventTarget | null, by: number): void {
    const buttons = this.buttonsOf(this.row(id));
    // Past the last there is none.
    (buttons[buttons.indexOf(from as HTMLElement) + by] as HTMLElement | undefined)?.focus();
  }

  /** Has Tab come to one button. @param focused the one that has the focus, which is described no longer when that moves */
  private lay(focused: Element | null = this.host.shadowRoot?.activeElement ?? null): void {
    const rows = [...this.host.renderRoot.querySelectorAll<HTMLElement>('.rows > li')];
    const chosen =
      rows.find((row) => idOf(row) === this.current) ??
      rows.find((row) => idOf(row) === this.options.first()) ??
      rows[0];
    const inside = idOf(focused) !== null;
    for (const row of rows) {
      this.buttonsOf(row).forEach((button, at) => {
        const isStop = row === chosen && at === 0;
        button.tabIndex = isStop ? 0 : -1;
        if (isStop && !inside) button.setAttribute('aria-describedby', 'row-keys');
        else if (button !== focused) button.removeAttribute('aria-describedby');
      });
    }
  }

  private row(id: number): HTMLElement | null {
    return this.host.renderRoot.querySelector(`.rows > [data-id="${id}"]`);
  }

  private buttonsOf(row: HTMLElement | null): HTMLElement[] {
    return [...(row?.querySelectorAll<HTMLElement>('button') ?? [])];
  }
}

/** Of the row that something is in; null of what is in none. */
function idOf(target: EventTarget | null): number | null {
  const row = (target as Partial<Element> | null)?.closest?.('.rows > [data-id]') as HTMLElement | null | undefined;
  return row ? Number(row.dataset.id) : null;
}
