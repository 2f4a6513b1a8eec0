import type { TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { controls } from '../part/controls.styles.ts';
import { html } from '../part/html.ts';
import { ICONS } from '../part/icons.ts';
import { LabPart } from '../part/lab-part.ts';
import { drawerStyles } from './drawer.styles.ts';

/** What wants to know that it is seen from now on. */
interface Appearing {
  appear(): void;
}

/** The parameters (the default slot) at the foot of the window, over which they open. Escape closes them. */
export class XrayDrawer extends LabPart {
  static override styles = [controls, drawerStyles];

  @property({ type: Boolean, reflect: true }) open = false;
  /** Whether what is in it scrolls by itself. */
  @property({ type: Boolean, reflect: true }) tabbed = false;
  @query('details') private details!: HTMLDetailsElement;

  protected override render(): TemplateResult {
    return html`<details class="drawer" part="parameters" @toggle=${this.onToggle} @keydown=${this.onKey}>
      <summary>${ICONS.parameters}<span>${this.words.parameters}</span>${ICONS.chevron}</summary>
      <div class="content"><slot></slot></div>
    </details>`;
  }

  /** When the room that it covers is known. */
  private async onToggle(): Promise<void> {
    this.open = this.details.open;
    await this.updateComplete;
    if (!this.open) return;
    for (const child of this.children) (child as Partial<Appearing>).appear?.();
  }

  private onKey(event: KeyboardEvent): void {
    const { details } = this;
    if (event.key !== 'Escape' || !details.open) return;
    // Not also for what is around it.
    event.preventDefault();
    event.stopPropagation();
    details.open = false;
    details.querySelector('summary')?.focus();
  }
}
