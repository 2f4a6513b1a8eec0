import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { DEFAULT_PARAMS, PARAMETERS, type ParameterSpec, type PipelineParams } from '../pipeline/params.ts';
import { STAGE_IDS, STAGES } from '../pipeline/stages.ts';
import { controls } from './controls.styles.ts';
import { LabPart } from './lab-part.ts';
import { parameterControlStyles } from './parameter-controls.styles.ts';
import { parameterProblem, parameterValue, type ParameterPath, type ParameterValue } from './parameter-properties.ts';
import { nearestAllowed } from './nearest-allowed.ts';
import { tell } from './part-events.ts';

type SpecOf<Kind extends ParameterSpec['kind']> = Extract<ParameterSpec, { kind: Kind }>;

/** One control for every entry of PARAMETERS, grouped by the stage they belong to. */
export class XrayParameterControls extends LabPart {
  static override styles = [controls, parameterControlStyles];

  @property({ attribute: false }) params: PipelineParams = DEFAULT_PARAMS;

  protected override render(): TemplateResult {
    const groups = Object.keys(PARAMETERS) as (keyof PipelineParams)[];
    return html`
      <div class="groups">
        ${groups.map((group) => {
          const specs: Readonly<Record<string, ParameterSpec>> = PARAMETERS[group];
          return html`
            <fieldset>
              <legend>${titleOf(group)}</legend>
              ${Object.entries(specs).map(([name, spec]) => this.renderControl([group, name], spec))}
            </fieldset>
          `;
        })}
      </div>
      <button type="button" class="quiet" @click=${() => tell(this, 'part-parameters-reset', null)}>
        ${this.words.resetParameters}
      </button>
    `;
  }

  private renderControl(path: ParameterPath, spec: ParameterSpec): TemplateResult {
    const value = parameterValue(this.params, path);
    const id = path.join('-');
    switch (spec.kind) {
      case 'number':
        return this.renderNumber(path, spec, Number(value), id);
      case 'choice':
        return this.renderChoice(path, spec, Number(value), id);
      case 'flag':
        return this.renderFlag(path, spec, value === true, id);
    }
  }

  private renderNumber(path: ParameterPath, spec: SpecOf<'number'>, value: number, id: string): TemplateResult {
    const { slider, label, unit } = spec;
    return html`
      <div class="row">
        <label for=${id}>${label}</label>
        <span class="field">
          <input
            class="numbers"
            type="number"
            inputmode="decimal"
            aria-label=${this.words.value(label)}
            min=${spec.min}
            max=${spec.max === Number.MAX_VALUE ? nothing : spec.max}
            step=${spec.grid === 0 ? 'any' : spec.grid}
            .value=${String(value)}
            @input=${(event: InputEvent) => this.changeIfAllowed(path, fieldOf(event).valueAsNumber)}
            @change=${(event: Event) => this.settleField(path, spec, fieldOf(event))}
          />
          ${unit ? html`<span class="unit">${unit}</span>` : nothing}
        </span>
        <input
          id=${id}
          type="range"
          min=${slider.min}
          max=${slider.max}
          step=${slider.step}
          .value=${String(value)}
          @input=${(event: InputEvent) => this.changeIfAllowed(path, fieldOf(event).valueAsNumber)}
        />
      </div>
    `;
  }

  private renderChoice(path: ParameterPath, spec: SpecOf<'choice'>, value: number, id: string): TemplateResult {
    return html`
      <div class="row">
        <label for=${id}>${spec.label}</label>
        <select id=${id} class="numbers" @change=${(event: Event) => this.changeIfAllowed(path, choiceOf(event))}>
          ${spec.values.map((option) => html`<option value=${option} .selected=${option === value}>${option}</option>`)}
        </select>
      </div>
    `;
  }

  private renderFlag(path: ParameterPath, spec: SpecOf<'flag'>, value: boolean, id: string): TemplateResult {
    return html`
      <div class="row flag">
        <input
          id=${id}
          type="checkbox"
          .checked=${value}
          @change=${(event: Event) => this.changeIfAllowed(path, fieldOf(event).checked)}
        />
        <label for=${id}>${spec.label}</label>
      </div>
    `;
  }

  /** What is being typed counts as soon as it is allowed, and is not corrected before it is done. */
  private changeIfAllowed(path: ParameterPath, value: ParameterValue): void {
    if (parameterProblem(path, value) !== null) return;
    if (value !== parameterValue(this.params, path)) tell(this, 'part-parameter', { path, value });
  }

  private settleField(path: ParameterPath, spec: SpecOf<'number'>, field: HTMLInputElement): void {
    const value = nearestAllowed(field.valueAsNumber, spec, Number(parameterValue(this.params, path)));
    field.value = String(value);
    this.changeIfAllowed(path, value);
  }
}

/** A group is called as the stage it belongs to. */
function titleOf(group: keyof PipelineParams): string {
  const stage = STAGE_IDS.find((id) => STAGES[id].params === group);
  return stage ? STAGES[stage].title : group;
}

function fieldOf(event: Event): HTMLInputElement {
  return event.target as HTMLInputElement;
}

function choiceOf(event: Event): number {
  return Number((event.target as HTMLSelectElement).value);
}
