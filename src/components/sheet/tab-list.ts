import type { TemplateResult } from 'lit';
import { html } from '../part/html.ts';

/** A name over panels of which one is seen. */
export interface Tab {
  /** Of its panel; its own is `…-tab`. */
  readonly id: string;
  readonly name: string;
}

/** What a list of tabs is. */
export interface TabList {
  /** What it is called. */
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** The id of the panel that is seen. */
  readonly chosen: string;
  readonly choose: (id: string) => void;
  /** In which it is written. */
  readonly direction: 'ltr' | 'rtl';
}

/** Tabs, one Tab stop; arrow keys go from one to the next and choose it. */
export function tabList({ label, tabs, chosen, choose, direction }: TabList): TemplateResult {
  return html`<div
    class="tabs"
    role="tablist"
    aria-label=${label}
    @keydown=${(event: KeyboardEvent) => onKey(event, direction)}
  >
    ${tabs.map(
      ({ id, name }) =>
        html`<button
          type="button"
          class="quiet"
          role="tab"
          id="${id}-tab"
          aria-controls=${id}
          aria-selected=${id === chosen ? 'true' : 'false'}
          tabindex=${id === chosen ? 0 : -1}
          @click=${() => choose(id)}
        >
          ${name}
        </button>`,
    )}
  </div>`;
}

function onKey(event: KeyboardEvent, direction: 'ltr' | 'rtl'): void {
  const tabs = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role="tab"]')];
  const at = tabs.indexOf(event.target as HTMLElement);
  const to = targetOf(event.key, at, { last: tabs.length - 1, forward: direction === 'rtl' ? -1 : 1 });
  if (at < 0 || to === null) return;
  event.preventDefault();
  tabs[to].focus();
  tabs[to].click();
}

/** Where a key leads, round the ends; null for other keys. */
function targetOf(key: string, at: number, { last, forward }: Record<'last' | 'forward', number>): number | null {
  const step = { ArrowRight: forward, ArrowLeft: -forward }[key];
  if (step) return (at + step + last + 1) % (last + 1);
  return key === 'Home' ? 0 : key === 'End' ? last : null;
}
