import { svg, type TemplateResult } from 'lit';
import { html } from '../part/html.ts';
import { icon, ICONS } from '../part/icons.ts';
import type { Messages } from '../words/messages.ts';

const PANELS = icon(svg`<rect x="2" y="3" width="12" height="10" rx="1.5" /><path d="M6.5 3v10" />`);

/**
 * Whether files, parameters and details stand beside the images where there is room: as the reader left it for all images, and for the
 * viewer, which has all the room at first. Kept as long as the element is.
 */
export class SidePanels {
  private readonly shown = { sheet: true, viewer: false };

  constructor(private readonly changed: () => void) {}

  isShown(inViewer: boolean): boolean {
    return this.shown[inViewer ? 'viewer' : 'sheet'];
  }

  toggle(inViewer: boolean): void {
    this.shown[inViewer ? 'viewer' : 'sheet'] = !this.isShown(inViewer);
    this.changed();
  }
}

/** The button that folds them away. `problems` are told of in them, and by a sign while nobody sees that. */
export function panelsButton(words: Messages, shown: boolean, problems: number, press: () => void): TemplateResult {
  const unseen = shown ? 0 : problems;
  const label = unseen === 0 ? words.sidePanels : words.sidePanelsWith(unseen);
  return html`<button
    type="button"
    class="icon panels"
    aria-label=${label}
    title=${label}
    aria-expanded=${shown ? 'true' : 'false'}
    aria-controls="rail"
    @click=${press}
  >
    ${unseen === 0 ? PANELS : ICONS.warning}
  </button>`;
}
