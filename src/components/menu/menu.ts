import { svg, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { controls } from '../part/controls.styles.ts';
import { html } from '../part/html.ts';
import { icon } from '../part/icons.ts';
import { LabPart } from '../part/lab-part.ts';
import { menuStyles } from './menu.styles.ts';

const MORE = icon(svg`<path d="M3 8h.01M8 8h.01M13 8h.01" stroke-width="2.5" />`);

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };
/** What in it can have the focus. */
const ITEMS = 'button:not(:disabled), input:not(:disabled), select:not(:disabled)';

/**
 * What is used less often, behind one button: its children, which lie over what is under them and move nothing. They are shown
 * and hidden, no more: buttons and switches go on being such, with the names that they have. One with `data-closes` closes it.
 */
export class XrayMenu extends LabPart {
  static override styles = [controls, menuStyles];

  /** The button's name. */
  @property() label = '';
  @state() private open = false;
  /** Whose pointers are heard while it is open. */
  private page: Document | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.show(false);
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('button')?.focus(options);
  }

  protected override render(): TemplateResult {
    const { label, open } = this;
    return html`
      <button
        type="button"
        class="quiet icon"
        aria-label=${label}
        title=${label}
        aria-expanded=${open ? 'true' : 'false'}
        aria-controls="list"
        @click=${() => this.show(!open)}
      >
        ${MORE}
      </button>
      <div
        id="list"
        class="list"
        role="group"
        aria-label=${label}
        tabindex="-1"
        ?hidden=${!open}
        @keydown=${this.onKey}
      >
        <slot></slot>
      </div>
    `;
  }

  protected override firstUpdated(): void {
    // Before what is chosen is done: that may take the focus elsewhere, and give it back to what has it now.
    this.addEventListener('click', this.onChoice, { capture: true });
    this.addEventListener('keydown', this.onEscape);
    this.addEventListener('focusout', this.onFocusOut);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('open') && this.open) this.items[0]?.focus();
  }

  private get items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(ITEMS)];
  }

  private show(open: boolean): void {
    this.open = open;
    this.page?.removeEventListener('pointerdown', this.onPointer, { capture: true });
    this.page = open ? this.ownerDocument : null;
    this.page?.addEventListener('pointerdown', this.onPointer, { capture: true });
  }

  private readonly onChoice = (event: Event): void => {
    const [target] = event.composedPath();
    if (!(target as Element).closest('[data-closes]')) return;
    this.focus();
    this.show(false);
  };

  /** It is the menu that is closed, and nothing around it. */
  private readonly onEscape = (event: KeyboardEvent): void => {
    if (!this.open || event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.focus();
    this.show(false);
  };

  private readonly onPointer = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.show(false);
  };

  private onKey(event: KeyboardEvent): void {
    const by = STEPS[event.key];
    const { items } = this;
    const at = items.indexOf(event.target as HTMLElement);
    if (!by || at < 0 || (event.target as Element).localName === 'select') return;
    event.preventDefault();
    items[(at + by + items.length) % items.length].focus();
  }

  /** What is left for another window stays open. */
  private readonly onFocusOut = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget && !this.contains(relatedTarget as Node)) this.show(false);
  };
}
