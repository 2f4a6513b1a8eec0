import { nothing, svg, type TemplateResult } from 'lit';
import { html } from '../part/html.ts';
import { STAGE_IDS, type StageId } from '../../pipeline/standard-graph.ts';
import { COMPARE_MODES, type CompareMode } from '../words/compare-mode.ts';
import { icon, ICONS } from '../part/icons.ts';
import type { Messages } from '../words/messages.ts';

const CONTRAST = icon(svg`<circle cx="8" cy="8" r="6" /><path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />`);

/** What the controls over the viewer show and change. */
export interface ViewerBarState {
  readonly stage: StageId;
  readonly other: StageId;
  readonly mode: CompareMode;
  readonly edges: boolean;
  readonly edgeColour: string;
  /** Whether a pointer moves the window instead of the image. */
  readonly windowTool: boolean;
  /** Whether there is a window to move. */
  readonly movable: boolean;
  /** Device pixels an image pixel. */
  readonly zoom: number;
}

/** What a reader chose there. */
export type ViewerBarChange = Partial<Omit<ViewerBarState, 'movable' | 'zoom'>>;

export interface ViewerBarActions {
  readonly close: () => void;
  readonly change: (change: ViewerBarChange) => void;
  readonly zoomBy: (factor: number) => void;
  readonly fit: () => void;
  readonly actualSize: () => void;
  readonly showKeys: () => void;
}

export function viewerBar(
  words: Messages,
  { stage, other, mode, edges, edgeColour, windowTool, movable, zoom }: ViewerBarState,
  { close, change, zoomBy, fit, actualSize, showKeys }: ViewerBarActions,
): TemplateResult {
  const stageChoice = (chosen: StageId, label: string, take: (id: StageId) => void): TemplateResult => html`
    <select aria-label=${label} @change=${(event: Event) => take((event.target as HTMLSelectElement).value as StageId)}>
      ${STAGE_IDS.map((id) => html`<option value=${id} .selected=${id === chosen}>${words.stageNames[id]}</option>`)}
    </select>
  `;
  return html`
    <div class="bar" role="group" aria-label=${words.viewerControls}>
      <button type="button" class="close" @click=${close}>${ICONS.back}${words.closeViewer}</button>
      ${stageChoice(stage, words.shownImage, (id) => change({ stage: id }))}
      <select
        aria-label=${words.compare}
        @change=${(event: Event) => change({ mode: (event.target as HTMLSelectElement).value as CompareMode })}
      >
        ${COMPARE_MODES.map(
          (id) => html`<option value=${id} .selected=${id === mode}>${words.compareModes[id]}</option>`,
        )}
      </select>
      ${mode === 'single' ? nothing : stageChoice(other, words.compareWith, (id) => change({ other: id }))}
      <span class="edges">
        <label>
          <input
            type="checkbox"
            .checked=${edges}
            @change=${(event: Event) => change({ edges: (event.target as HTMLInputElement).checked })}
          />
          ${words.overlayEdges}
        </label>
        <input
          type="color"
          aria-label=${words.edgeColour}
          title=${words.edgeColour}
          ?disabled=${!edges}
          .value=${edgeColour}
          @input=${(event: Event) => change({ edgeColour: (event.target as HTMLInputElement).value })}
        />
      </span>
      ${
        movable
          ? html`<button
              type="button"
              class="quiet tool"
              title=${words.windowTool}
              aria-pressed=${windowTool ? 'true' : 'false'}
              @click=${() => change({ windowTool: !windowTool })}
            >
              ${CONTRAST}${words.window.title}
            </button>`
          : nothing
      }
      <span class="space"></span>
      <span class="zoom">
        <button
          type="button"
          class="quiet icon"
          aria-label=${words.zoomOut}
          title=${words.zoomOut}
          @click=${() => zoomBy(0.5)}
        >
          ${ICONS.minus}
        </button>
        <output class="numbers">${words.percent(zoom)}</output>
        <button
          type="button"
          class="quiet icon"
          aria-label=${words.zoomIn}
          title=${words.zoomIn}
          @click=${() => zoomBy(2)}
        >
          ${ICONS.plus}
        </button>
        <button type="button" class="quiet" @click=${fit}>${words.fit}</button>
        <button type="button" class="quiet" @click=${actualSize}>${words.actualSize}</button>
        <button
          type="button"
          class="quiet icon"
          aria-label=${words.showKeys}
          title=${words.showKeys}
          @click=${showKeys}
        >
          ${ICONS.keys}
        </button>
      </span>
    </div>
  `;
}
