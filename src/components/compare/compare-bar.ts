import { nothing, type TemplateResult } from 'lit';
import { STAGE_IDS, type StageId } from '../../pipeline/standard-graph.ts';
import { guard } from 'lit/directives/guard.js';
import type { ComparedFilm } from '../../session/comparing/comparison.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import { html } from '../part/html.ts';
import { COMPARE_MODES, type CompareMode } from '../words/compare-mode.ts';
import type { Messages } from '../words/messages.ts';
import { AMPLIFICATIONS, type CompareChoices } from './compare-state.ts';
import type { ComparedFilms } from './compared-films.ts';
import { settingWords } from './setting-words.ts';

/** What the controls of comparing show beside what was chosen. */
export interface CompareBarState extends CompareChoices {
  /** Whether the images take turns by themselves; null where they must not. */
  readonly alternates: boolean | null;
  readonly films: Pick<ComparedFilms, 'kept' | 'others'> | null;
  /** The parameters that are set. */
  readonly params: PipelineParams;
}

export interface CompareBarActions {
  readonly change: (change: Partial<CompareChoices>) => void;
  readonly alternate: (on: boolean) => void;
}

/** The controls of what is compared, and how. */
export function compareBar(
  words: Messages,
  { mode, other, otherFilm, blinked, amplified, alternates, films, params }: CompareBarState,
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
        : html`${films ? filmChoice(words, otherFilm, films, params, (id) => change({ otherFilm: id })) : nothing}
            <select
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

/** What is done with what is compared, and less often: for a menu. @param keep null where there is nothing to be kept */
export function compareMenu(
  words: Messages,
  { mode }: Pick<CompareChoices, 'mode'>,
  keep: (() => void) | null,
): TemplateResult | typeof nothing {
  if (mode === 'single' || !keep) return nothing;
  return html`<button type="button" class="quiet" data-closes title=${words.comparing.keepTip} @click=${keep}>
    ${words.comparing.keep}
  </button>`;
}

/** Whose image it is: the film's own, what was kept of it, or another film's. */
function filmChoice(
  words: Messages,
  chosen: ComparedFilm,
  { kept, others }: Pick<ComparedFilms, 'kept' | 'others'>,
  params: PipelineParams,
  take: (film: ComparedFilm) => void,
): TemplateResult | typeof nothing {
  const films = others();
  if (!kept && films.length === 0) return nothing;
  const option = (film: ComparedFilm, label: string): TemplateResult =>
    html`<option value=${film} .selected=${film === chosen}>${label}</option>`;
  const onChange = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    take(value === 'own' || value === 'kept' ? value : Number(value));
  };
  // There may be thousands, and the bar is rendered with every move of a pointer.
  return html`<select class="film" aria-label=${words.comparing.film} @change=${onChange}>
    ${guard([films, kept, params, chosen, words], () => [
      option('own', words.comparing.ownFilm),
      kept ? option('kept', words.comparing.kept(settingWords(words, kept, params))) : nothing,
      ...films.map(({ id, name }) => option(id, name)),
    ])}
  </select>`;
}
