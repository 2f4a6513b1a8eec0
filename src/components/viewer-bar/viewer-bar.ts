import { nothing, svg, type TemplateResult } from 'lit';
import { html } from '../part/html.ts';
import { STAGE_IDS, type StageId } from '../../pipeline/standard-graph.ts';
import { icon, ICONS } from '../part/icons.ts';
import type { Messages } from '../words/messages.ts';

const ROTATE = icon(svg`<path d="M13.5 8a5.5 5.5 0 1 1-1.9-4.2l1.9 1.7M13.5 2v3.5H10" />`);
const FLIP = icon(svg`<path d="M8 2v12M5.5 4.5v7l-4 0zM10.5 4.5v7l4 0z" />`);
const SMOOTH = icon(svg`<path d="M2 13.5h3v-4h3v-4M2 10c5 0 4-7 12-7" />`);
const FULL = icon(svg`<path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />`);
const CONTRAST = icon(svg`<circle cx="8" cy="8" r="6" /><path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />`);

/** What the controls over the viewer show and change. */
export interface ViewerBarState {
  readonly stage: StageId;
  readonly edges: boolean;
  readonly edgeColour: string;
  /** Whether a pointer moves the window instead of the image. */
  readonly windowTool: boolean;
  readonly smooth: boolean;
  readonly full: boolean;
  /** Whether there is a window to move. */
  readonly movable: boolean;
  /** Device pixels an image pixel. */
  readonly zoom: number;
}

/** What a reader chose there. */
export type ViewerBarChange = Partial<Omit<ViewerBarState, 'full' | 'movable' | 'zoom'>>;

export interface ViewerBarActions {
  readonly close: () => void;
  readonly change: (change: ViewerBarChange) => void;
  readonly zoomBy: (factor: number) => void;
  readonly fit: () => void;
  readonly actualSize: () => void;
  readonly turn: (by: 1 | -1) => void;
  readonly flip: () => void;
  readonly fullScreen: () => void;
  readonly showKeys: () => void;
}

export function viewerBar(
  words: Messages,
  { stage, edges, edgeColour, windowTool, smooth, full, movable, zoom }: ViewerBarState,
  compare: { readonly bar: TemplateResult; readonly menu: TemplateResult | typeof nothing },
  tools: TemplateResult | typeof nothing,
  { close, change, zoomBy, fit, actualSize, turn, flip, fullScreen, showKeys }: ViewerBarActions,
): TemplateResult {
  const iconButton = (
    image: TemplateResult,
    label: string,
    press: () => void,
    pressed?: boolean,
  ): TemplateResult => html`
    <button
      type="button"
      class="quiet icon tool"
      aria-label=${label}
      title=${label}
      aria-pressed=${pressed === undefined ? nothing : pressed ? 'true' : 'false'}
      @click=${press}
    >
      ${image}
    </button>
  `;
  const stageChoice = (chosen: StageId, label: string, take: (id: StageId) => void): TemplateResult => html`
    <select aria-label=${label} @change=${(event: Event) => take((event.target as HTMLSelectElement).value as StageId)}>
      ${STAGE_IDS.map((id) => html`<option value=${id} .selected=${id === chosen}>${words.stageNames[id]}</option>`)}
    </select>
  `;
  const item = (image: TemplateResult, label: string, press: () => void): TemplateResult => html`
    <button type="button" class="quiet" @click=${press}>${image}${label}</button>
  `;
  return html`
    <div class="bar" role="group" aria-label=${words.viewerControls}>
      <button type="button" class="close" @click=${close}>${ICONS.back}${words.closeViewer}</button>
      ${stageChoice(stage, words.shownImage, (id) => change({ stage: id }))} ${compare.bar}
      <label class="edges">
        <input
          type="checkbox"
          .checked=${edges}
          @change=${(event: Event) => change({ edges: (event.target as HTMLInputElement).checked })}
        />
        ${words.overlayEdges}
      </label>
      ${
        movable
          ? html`<button
              type="button"
              class="quiet tool"
              aria-label=${words.window.title}
              title=${words.windowTool}
              aria-pressed=${windowTool ? 'true' : 'false'}
              @click=${() => change({ windowTool: !windowTool })}
            >
              ${CONTRAST}<span class="name">${words.window.title}</span>
            </button>`
          : nothing
      }
      ${tools}
      <span class="space"></span>
      <span class="zoom">
        ${iconButton(ICONS.minus, words.zoomOut, () => zoomBy(0.5))}
        <output class="numbers">${words.percent(zoom)}</output>
        ${iconButton(ICONS.plus, words.zoomIn, () => zoomBy(2))}
        <button type="button" class="quiet" @click=${fit}>${words.fit}</button>
        <button type="button" class="quiet" @click=${actualSize}>${words.actualSize}</button>
        ${iconButton(FULL, words.fullScreen, fullScreen, full)}
        <xray-menu class="more" .label=${words.more}>
          ${compare.menu} ${item(ROTATE, words.rotate, () => turn(1))} ${item(FLIP, words.flip, flip)}
          <button
            type="button"
            class="quiet tool"
            title=${words.smoothTip}
            aria-pressed=${smooth ? 'true' : 'false'}
            @click=${() => change({ smooth: !smooth })}
          >
            ${SMOOTH}${words.smooth}
          </button>
          <label class="edges colour">
            <input
              type="color"
              aria-label=${words.edgeColour}
              ?disabled=${!edges}
              .value=${edgeColour}
              @input=${(event: Event) => change({ edgeColour: (event.target as HTMLInputElement).value })}
            />
            ${words.edgeColour}
          </label>
          <button type="button" class="quiet" data-closes @click=${showKeys}>${ICONS.keys}${words.showKeys}</button>
        </xray-menu>
      </span>
    </div>
  `;
}
