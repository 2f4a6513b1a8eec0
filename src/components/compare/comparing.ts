import { nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { pixelShape } from '../../image/pixel-shape.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import type { OtherImages } from '../../session/comparing/comparison.ts';
import { html } from '../part/html.ts';
import { tell } from '../part/part-events.ts';
import type { Place, PlaceInside } from '../part/ruler.ts';
import type { Messages } from '../words/messages.ts';
import type { Beside } from './beside.ts';
import { Blinking } from './blinking.ts';
import { compareBar, compareMenu } from './compare-bar.ts';
import { besideStage, isDivided, type CompareChoices } from './compare-state.ts';
import type { ComparedFilms } from './compared-films.ts';
import { settingWords } from './setting-words.ts';
import { SwapTeller } from './swap-teller.ts';
import { ViewDivider } from './view-divider.ts';
import { ViewPanes, type SeenSides, type Side } from './view-panes.ts';

/** The viewer, as far as comparing asks for it. */
export interface ComparingViewer extends ReactiveControllerHost, HTMLElement {
  readonly words: Messages;
  readonly stage: StageId;
  readonly fileName: string;
  readonly params: PipelineParams;
  readonly compared: ComparedFilms | null;
}

export interface ComparingNeeds {
  readonly state: () => CompareChoices & Omit<SeenSides, 'mark'> & { readonly divider: number };
  readonly change: (change: Partial<CompareChoices>) => void;
  /** The second image has another size or shape than the first; null: it has the same. */
  readonly setBeside: (beside: Beside | null) => void;
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
  private readonly swaps: SwapTeller;
  /** What is looked at beside the film's own images. */
  private other: OtherImages | null = null;
  private compares = false;

  constructor(
    private readonly viewer: ComparingViewer,
    private readonly needs: ComparingNeeds,
  ) {
    this.divider = new ViewDivider(needs.placeAt, (percent) => this.move(percent));
    this.blinking = new Blinking(viewer, needs.blink);
    this.swaps = new SwapTeller(viewer);
  }

  /** Before the viewer is rendered: whether it is `open`, the film and the choices may be others. */
  follow(open: boolean): void {
    const { blinking, needs, viewer } = this;
    const { mode, other, otherFilm } = needs.state();
    const compares = open && mode !== 'single';
    // What is looked at is not compared with itself.
    const begins = compares && !this.compares;
    this.compares = compares;
    if (begins && otherFilm === 'own' && other === viewer.stage) needs.change({ other: besideStage(viewer.stage) });
    if (!open || mode !== 'blink') blinking.set(false);
    const before = this.other;
    this.other = (compares && viewer.compared?.of(otherFilm)) || null;
    if (!compares) viewer.compared?.release();
    if (this.other === before) return;
    needs.setBeside(this.other && { size: sizeOf(this.other), pixel: pixelShape(this.other) });
  }

  renderBar(): { readonly bar: TemplateResult; readonly menu: TemplateResult | typeof nothing } {
    const { blinking, needs, viewer } = this;
    const menu = compareMenu(viewer.words, needs.state(), viewer.compared?.keep ? () => this.keep() : null);
    const bar = compareBar(
      viewer.words,
      {
        ...needs.state(),
        alternates: blinking.allowed ? blinking.on : null,
        films: viewer.compared,
        params: viewer.params,
      },
      {
        change: needs.change,
        alternate: (on) => blinking.set(on),
      },
    );
    return { bar, menu };
  }

  /** The images of the film, of which `mark` is a pixel to mark; the second may be another film's. */
  renderPanes(first: Side, own: Side, mark: SeenSides['mark']): TemplateResult {
    const state = this.needs.state();
    const { words, fileName } = this.viewer;
    const second = this.second(own);
    const { name } = this.other ?? {};
    const caption = state.otherFilm === 'kept' && name ? `A: ${first.caption}` : named(first.caption, name && fileName);
    const swapped = state.mode === 'blink' && !this.blinking.on;
    this.swaps.follow(swapped ? (state.blinked ? second.caption : caption) : null);
    return html`${this.panes.render({ ...state, mark }, first, second)}
    ${captions(words, state, caption, second.caption)}`;
  }

  /** For those who listen: which of two that take turns is there. */
  renderSaid(): TemplateResult {
    return html`<div class="visually-hidden" role="status">${this.swaps.said}</div>`;
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

  private keep(): void {
    const { needs, viewer } = this;
    viewer.compared?.keep?.();
    needs.change({ otherFilm: 'kept', other: viewer.stage });
  }

  /** The image that the first one is compared with: the film's `own`, or such a one of what is looked at beside it. */
  private second(own: Side): Side {
    const { needs, other, viewer } = this;
    if (!other) return own;
    const { words, params } = viewer;
    const title = words.stageNames[own.stage];
    const kept = needs.state().otherFilm === 'kept';
    return {
      stage: own.stage,
      size: sizeOf(other),
      pixel: pixelShape(other),
      caption: kept
        ? `B: ${[title, settingWords(words, other.params, params)].filter(Boolean).join(' · ')}`
        : named(title, other.name),
      label: words.stageOf(kept ? `${title}, B` : title, other.name),
      painter: other.paint,
      version: 1,
      edgesVersion: 1,
    };
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
  first: string,
  second: string,
): TemplateResult | typeof nothing {
  if (mode === 'single') return nothing;
  if (mode === 'difference') {
    return html`<span class="caption one">${words.comparing.difference(first, second, amplified)}</span>`;
  }
  return html`<span class="caption one" dir="auto">${first}</span>
    <span class="caption other" dir="auto">${second}</span>`;
}

/** An image by its stage, and by its film where there are two. */
function named(stage: string, film: string | undefined): string {
  return film ? `${stage} · ${film}` : stage;
}

function sizeOf({ width, height }: OtherImages): Beside['size'] {
  return { width, height };
}
