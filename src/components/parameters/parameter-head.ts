import { nothing, type TemplateResult } from 'lit';
import { sameParams } from '../../pipeline/parameter-paths.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import { PRESET_IDS, presetParams } from '../../session/parameters/parameter-presets.ts';
import type { PictureSize } from '../../session/parameters/radiograph.ts';
import { html } from '../part/html.ts';
import { ICONS } from '../part/icons.ts';
import { tell } from '../part/part-events.ts';
import type { Messages } from '../words/messages.ts';

/** What stands over the controls. */
export interface ParameterHead {
  /** As they were set, and as they are computed with. */
  readonly params: PipelineParams;
  readonly shown: PipelineParams;
  /** Of the image; null where there is none. */
  readonly size: PictureSize | null;
  readonly undoable: boolean;
  readonly redoable: boolean;
  /** Explains; absent where that stands elsewhere. */
  readonly explain: TemplateResult | typeof nothing;
}

/** Has it said of each parameter what it does, or no longer. */
export function explainButton(words: Messages, explained: boolean, explain: () => void): TemplateResult {
  return html`<button
    type="button"
    class="quiet icon"
    aria-label=${words.explainParameters}
    title=${words.explainParameters}
    aria-expanded=${explained ? 'true' : 'false'}
    @click=${explain}
  >
    ${ICONS.info}
  </button>`;
}

/** Settings to start from, undo, redo, and a button that explains. */
export function parameterHead(words: Messages, part: EventTarget, head: ParameterHead): TemplateResult {
  const { shown } = head;
  // Which values are shown is the image's matter, and none of the setting's.
  const { size, params } = head;
  const chosen = PRESET_IDS.find((id) => sameParams(presetParams(id, size, shown.window), shown)) ?? null;
  const button = (icon: TemplateResult, label: string, enabled: boolean, act: () => void): TemplateResult => html`
    <button
      type="button"
      class="quiet icon"
      aria-label=${label}
      title=${label}
      aria-disabled=${enabled ? 'false' : 'true'}
      tabindex=${enabled ? 0 : -1}
      @click=${() => enabled && act()}
    >
      ${icon}
    </button>
  `;
  return html`
    <div class="head">
      <select
        aria-label=${words.preset}
        @change=${(event: Event) => {
          const id = PRESET_IDS.find((preset) => preset === (event.target as HTMLSelectElement).value);
          if (id) tell(part, 'part-parameters', { params: presetParams(id, size, params.window) });
        }}
      >
        ${chosen ? nothing : html`<option value="" .selected=${true}>${words.presetNone}</option>`}
        ${PRESET_IDS.map((id) => html`<option value=${id} .selected=${id === chosen}>${words.presets[id]}</option>`)}
      </select>
      <span class="acts">
        ${button(ICONS.undo, words.undo, head.undoable, () => tell(part, 'part-undo', null))}
        ${button(ICONS.redo, words.redo, head.redoable, () => tell(part, 'part-redo-parameters', null))} ${head.explain}
      </span>
    </div>
  `;
}

/** All parameters as they are by default. */
export function resetAllButton(words: Messages, part: EventTarget): TemplateResult {
  return html`<button type="button" class="quiet reset-all" @click=${() => tell(part, 'part-parameters-reset', null)}>
    ${words.resetParameters}
  </button>`;
}
