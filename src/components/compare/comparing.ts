import { nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { html } from '../part/html.ts';
import { tell } from '../part/part-events.ts';
import type { Place, PlaceInside } from '../part/ruler.ts';
import type { Messages } from '../words/messages.ts';
import { Blinking } from './blinking.ts';
import { compareBar } from './compare-bar.ts';
import { isDivided, type CompareChoices } from './compare-state.ts';
import { ViewDivider } from './view-divider.ts';
import { ViewPanes, type SeenSides, type Side } from './view-panes.ts';

/** The viewer, as far as comparing asks for it. */
export interface ComparingViewer extends ReactiveControllerHost, HTMLElement {
  readonly words: Messages;
}

export interface ComparingNeeds {
  readonly state: () => CompareChoices & Omit<SeenSides, 'mark'> & { readonly divider: number };
  readonly change: (change: Partial<CompareChoices>) => void;
  /** Shows the one image in the place of the other. */
  readonly blink: () => void;
  readonly moveDivider: (percent: number) => void;
  /** Where in the images' box a place in the window is. */
  readonly placeAt: (place: Place) => PlaceInside | null;
}

/** Comparing in a viewer: its controls in the bar, the images, the divider between them, and what keys do there. */
export class Comparing {
  private readonly panes = new ViewPanes();
  private readonly divider: ViewDivider;
  private readonly blinking: Blinking;

  constructor(
    private readonly viewer: ComparingViewer,
    private readonly needs: ComparingNeeds,
  ) {
    this.divider = new ViewDivider(needs.placeAt, (percent) => this.move(percent));
    this.blinking = new Blinking(viewer, needs.blink);
  }

  /** What `open` says of the viewer, and the way of comparing, may have changed. */
  follow(open: boolean): void {
    if (!open || this.needs.state().mode !== 'blink') this.blinking.set(false);
  }

  renderBar(): TemplateResult {
    const { blinking, needs, viewer } = this;
    return compareBar(
      viewer.words,
      { ...needs.state(), alternates: blinking.allowed ? blinking.on : null },
      { change: needs.change, alternate: (on) => blinking.set(on) },
    );
  }

  /** The images, of which `mark` is a pixel to mark. */
  renderPanes(first: Side, second: Side, mark: SeenSides['mark']): TemplateResult {
    const state = this.needs.state();
    return html`${this.panes.render({ ...state, mark }, first, second)}
    ${captions(this.viewer.words, state, first, second)}`;
  }

  renderDivider(): TemplateResult | typeof nothing {
    const { mode, divider } = this.needs.state();
    return isDivided(mode) ? this.divider.render(this.viewer.words, divider, mode === 'across') : nothing;
  }

  /** When they are rendered. */
  place(root: ParentNode, second: HTMLElement | undefined): void {
    const { mode, divider } = this.needs.state();
    this.divider.place(root, second, mode, divider);
  }

  /** What a key does on the divider; whether it does anything. */
  dividerKey(event: KeyboardEvent): boolean {
    const percent = this.divider.key(event, this.needs.state().divider);
    if (percent !== null) this.move(percent);
    return percent !== null;
  }

  private move(percent: number): void {
    const { moveDivider, state } = this.needs;
    moveDivider(percent);
    const { divider: position, mode } = state();
    tell(this.viewer, 'part-divider', { position, direction: mode === 'across' ? 'horizontal' : 'vertical' });
  }
}

/** Which images are seen. */
function captions(
  words: Messages,
  { mode, amplified }: CompareChoices,
  { caption: first }: Side,
  { caption: second }: Side,
): TemplateResult | typeof nothing {
  if (mode === 'single') return nothing;
  if (mode === 'difference') {
    return html`<span class="caption one">${words.comparing.difference(first, second, amplified)}</span>`;
  }
  return html`<span class="caption one">${first}</span> <span class="caption other">${second}</span>`;
}
