import { nothing, type TemplateResult } from 'lit';
import { html } from '../part/html.ts';

/** What can be chosen, and what people call it. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

/** What a choice and a flag have in common. */
interface ControlWords {
  readonly id: string;
  readonly label: string;
  /** What it does. */
  readonly tip: string;
  /** The same under the control. */
  readonly explanation: TemplateResult;
  /** Takes it back to its default, where it is not that. */
  readonly reset: TemplateResult | typeof nothing;
}

/** One of several values. */
export function choiceControl(
  { id, label, tip, explanation, reset }: ControlWords,
  options: readonly Option[],
  chosen: string,
  choose: (value: string) => void,
): TemplateResult {
  return html`
    <div class="row" title=${tip}>
      <label for=${id}>${label}</label>
      ${reset}
      <select
        id=${id}
        class=${options.every(({ value, label: name }) => value === name) ? 'numbers' : nothing}
        aria-describedby="${id}-tip"
        @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
      >
        ${options.map(
          ({ value, label: name }) => html`<option value=${value} .selected=${value === chosen}>${name}</option>`,
        )}
      </select>
      ${explanation}
    </div>
  `;
}

/** Yes or no. */
export function flagControl(
  { id, label, tip, explanation, reset }: ControlWords,
  value: boolean,
  set: (value: boolean) => void,
): TemplateResult {
  return html`
    <div class="row flag" title=${tip}>
      <input
        id=${id}
        type="checkbox"
        aria-describedby="${id}-tip"
        .checked=${value}
        @change=${(event: Event) => set((event.target as HTMLInputElement).checked)}
      />
      <label for=${id}>${label}</label>
      ${reset} ${explanation}
    </div>
  `;
}
