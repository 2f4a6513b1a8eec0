import { nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { html } from '../part/html.ts';
import type { NumberSpec, Slider } from '../../operators/parameter-spec.ts';
import { isTypedIn, takeDecimalComma, typedNumber } from './typed-number.ts';

/** A number: what its field and its slider show, and what they do. */
export interface NumberControl {
  readonly id: string;
  readonly spec: NumberSpec;
  readonly slider: Slider;
  readonly value: number;
  readonly label: string;
  /** The accessible name of the field. */
  readonly valueLabel: string;
  /** What it does, and between which values. */
  readonly tip: string;
  /** The same under the control. */
  readonly explanation: TemplateResult;
  /** Takes it back to its default, where it is not that. */
  readonly reset: TemplateResult | typeof nothing;
  /** Something is being typed; NaN for no number. */
  readonly type: (value: number) => void;
  /** What was typed is done. */
  readonly settle: (field: HTMLInputElement) => void;
  /** The thumb was moved. */
  readonly slide: (range: HTMLInputElement) => void;
  /** The thumb is held, or let go. */
  readonly hold: (held: boolean) => void;
}

export function numberControl(control: NumberControl): TemplateResult {
  return html`
    <div class="row" title=${control.tip}>${numberField(control)} ${track(control)} ${control.explanation}</div>
  `;
}

/** Two thumbs on one track, that cannot pass each other. */
export function pairControl(ends: readonly [lower: NumberControl, upper: NumberControl]): TemplateResult {
  const [{ value, slider }] = ends;
  // Where both thumbs are at the same end, the one that can move away lies on top.
  const lowOnTop = value > (slider.min + slider.max) / 2;
  return html`
    <div class="row pair ${lowOnTop ? 'low-on-top' : ''}">
      ${ends.map((end) => html`<span class="end" title=${end.tip}> ${numberField(end)} </span>`)}
      <span class="track">${ends.map(track)}</span>
      ${ends.map(({ explanation }) => explanation)}
    </div>
  `;
}

function numberField({ id, spec, value, label, valueLabel, reset, type, settle }: NumberControl): TemplateResult {
  const { min, max, grid, unit } = spec;
  const onDone = (event: Event): void => {
    if (isTypedIn(fieldOf(event))) settle(fieldOf(event));
  };
  return html`
    <label for=${id}>${label}</label>
    ${reset}
    <span class="field">
      <input
        id="${id}-value"
        class="numbers"
        dir="ltr"
        type="number"
        inputmode="decimal"
        aria-label=${valueLabel}
        aria-describedby="${id}-tip"
        min=${min}
        max=${max === Number.MAX_VALUE ? nothing : max}
        step=${grid === 0 ? 'any' : grid}
        .value=${String(value)}
        @beforeinput=${takeDecimalComma}
        @input=${(event: InputEvent) => type(typedNumber(fieldOf(event)))}
        @change=${onDone}
        @blur=${onDone}
        @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && onDone(event)}
      />
      ${unit ? html`<span class="unit">${unit}</span>` : nothing}
    </span>
  `;
}

/** A number that the image decided on, in place of a control. */
export function foundNumber(label: string, value: number): TemplateResult {
  return html`<p class="row found"><span>${label}</span><output class="numbers">${value}</output></p>`;
}

function track({ id, slider, value, slide, hold }: NumberControl): TemplateResult {
  return html`<input
    id=${id}
    type="range"
    dir="ltr"
    min=${slider.min}
    max=${slider.max}
    step=${slider.step}
    aria-describedby="${id}-tip"
    .value=${live(String(value))}
    @pointerdown=${() => hold(true)}
    @input=${(event: InputEvent) => slide(fieldOf(event))}
    @pointerup=${() => hold(false)}
    @change=${() => hold(false)}
  />`;
}

function fieldOf(event: Event): HTMLInputElement {
  return event.target as HTMLInputElement;
}
