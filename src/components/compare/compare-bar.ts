import { nothing, type TemplateResult } from 'lit';
import { STAGE_IDS, type StageId } from '../../pipeline/standard-graph.ts';
import { html } from '../part/html.ts';
import { COMPARE_MODES, type CompareMode } from '../words/compare-mode.ts';
import type { Messages } from '../words/messages.ts';
import { AMPLIFICATIONS, type CompareChoices } from './compare-state.ts';

/** What the controls of comparing show beside what was chosen. */
export interface CompareBarState extends CompareChoices {
  /** Whether the images take turns by themselves; null where they must not. */
  readonly alternates: boolean | null;
}

export interface CompareBarActions {
  readonly change: (change: Partial<CompareChoices>) => void;
  readonly alternate: (on: boolean) => void;
}

/** The controls of what is compared, and how. */
export function compareBar(
  words: Messages,
  { mode, other, blinked, amplified, alternates }: CompareBarState,
  { change, alternate }: CompareBarActions,
): TemplateResult {
  const chosen = (event: Event): string => (event.target as HTMLSelectElement).value;
  const press = (label: string, pressed: boolean, action: () => void): TemplateResult => html`
    <button type="button" class="quiet tool" aria-pressed=${pressed ? 'true' : 'false'} @click=${action}>
      ${label}
    </button>
  `;
  return html`
    <select aria-label=${words.compare} @change=${(event: Event) => change({ mode: chosen(event) as CompareMode })}>
      ${COMPARE_MODES.map(
        (id) => html`<option value=${id} .selected=${id === mode}>${words.compareModes[id]}</option>`,
      )}
    </select>
    ${
      mode === 'single'
        ? nothing
        : html`<select
            aria-label=${words.compareWith}
            @change=${(event: Event) => change({ other: chosen(event) as StageId })}
          >
            ${STAGE_IDS.map((id) => html`<option value=${id} .selected=${id === other}>${words.stageNames[id]}</option>`)}
          </select>`
    }
    ${
      mode === 'blink'
        ? html`${press(words.comparing.swap, blinked, () => change({ blinked: !blinked }))}
          ${alternates === null ? nothing : press(words.comparing.alternate, alternates, () => alternate(!alternates))}`
        : nothing
    }
    ${
      mode === 'difference'
        ? html`<select
            aria-label=${words.comparing.amplify}
            @change=${(event: Event) => change({ amplified: Number(chosen(event)) })}
          >
            ${AMPLIFICATIONS.map(
              (times) => html`<option value=${times} .selected=${times === amplified}>× ${times}</option>`,
            )}
          </select>`
        : nothing
    }
  `;
}
