import type { ReactiveControllerHost, TemplateResult } from 'lit';
import { html } from '../part/html.ts';
import type { Messages } from '../words/messages.ts';
import { directionOf } from '../words/text-direction.ts';
import { tabList, type Tab } from './tab-list.ts';

/** Panels of which one is seen, with a tab each; which one, as the reader has it. */
export class PanelTabs {
  private chosen: string | null = null;
  private ids: readonly string[] = [];

  constructor(
    private readonly host: Pick<ReactiveControllerHost, 'requestUpdate'>,
    /** The reader chose the panel `id`. */
    private readonly told: (id: string) => void,
  ) {}

  /** The panel that is seen: at first the second, as the first one is not about an image. */
  get shown(): string {
    return this.ids.find((id) => id === this.chosen) ?? this.ids[1];
  }

  /** Returns `id`. */
  show(id: string): string {
    this.chosen = id;
    this.host.requestUpdate();
    return id;
  }

  list(words: Messages, tabs: readonly Tab[]): TemplateResult {
    this.ids = tabs.map(({ id }) => id);
    return tabList({
      label: words.parameters,
      tabs,
      chosen: this.shown,
      choose: (id) => {
        this.show(id);
        this.told(id);
      },
      direction: directionOf(words.language),
    });
  }

  panel(id: string, content: TemplateResult): TemplateResult {
    return html`<div id=${id} role="tabpanel" aria-labelledby="${id}-tab" ?hidden=${id !== this.shown}>
      ${content}
    </div>`;
  }
}
