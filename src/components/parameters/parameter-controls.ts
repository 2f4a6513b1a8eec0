import { nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { html } from '../part/html.ts';
import type { SampleValues } from '../../image/sample-values.ts';
import {
  applies,
  rangeWith,
  valueOfText,
  type ChoiceSpec,
  type NumberSpec,
  type ParameterSpec,
} from '../../operators/parameter-spec.ts';
import { DEFAULT_PARAMS, PARAMETERS, type PipelineParams } from '../../pipeline/params.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import { controls } from '../part/controls.styles.ts';
import { ICONS } from '../part/icons.ts';
import { LabPart } from '../part/lab-part.ts';
import type { ParameterWords } from '../words/messages.ts';
import { choiceControl, flagControl } from './choice-control.ts';
import { FoundParameters } from './found-params.ts';
import { nearestAllowed } from './nearest-allowed.ts';
import type { ShownStages } from './parameter-panel.ts';
import { explainButton, parameterHead, resetAllButton } from './parameter-head.ts';
import { parameterControlStyles } from './parameter-controls.styles.ts';
import {
  limited,
  parameterProblem,
  parameterSpec,
  parameterValue,
  withParameter,
  type ParameterPath,
  type ParameterValue,
} from '../../pipeline/parameter-paths.ts';
import { tell } from '../part/part-events.ts';
import { PanelTabs } from '../sheet/panel-tabs.ts';
import { PRESETS, stageOf, tabAt, tabsOf, wordsOfGroup } from '../sheet/parameter-tabs.ts';
import { sheetStyles } from '../sheet/sheet.styles.ts';
import { foundNumber, numberControl, pairControl, type NumberControl } from './number-control.ts';
import { settledNumber } from './typed-number.ts';
import {
  groupsInOrder,
  isByHand,
  isChosenWithSource,
  sourceChosen,
  sourceOptions,
  windowInHand,
  windowSpec,
  withSource,
  withWindowShown,
} from './window-group.ts';
import { movedAlong, pairOf, placeIn, uncrossed, withoutCrossing } from './parameter-pairs.ts';

/** One control for every entry of PARAMETERS, grouped by the stage they belong to; settings to start from; undo. */
export class XrayParameterControls extends LabPart {
  static override styles = [controls, parameterControlStyles, sheetStyles];

  @property({ attribute: false }) params: PipelineParams = DEFAULT_PARAMS;
  /** What the samples of the image on show mean; null where a window has nothing to do. */
  @property({ attribute: false }) values: SampleValues | null = null;
  @property({ type: Boolean }) undoable = false;
  @property({ type: Boolean }) redoable = false;
  /** Whether one stage's are seen at a time. */
  @property({ type: Boolean, reflect: true }) tabbed = false;

  @property({ attribute: false }) source: ShownStages['source'] = null;
  @property({ attribute: false }) versions: ShownStages['versions'] | null = null;

  @state() private explained = false;
  private readonly tabs = new PanelTabs(this, (id) => this.bring(() => stageOf(id)));
  private readonly found = new FoundParameters(this);
  /** The parameter into whose field something was typed that is no number, until the next is typed. */
  @state() private misread: string | null = null;
  /** What the field that is typed in had before, by the parameter. */
  private former: { readonly id: string; readonly value: number } | null = null;
  /** A thumb is held, and whether a change by it was told: one drag is one step for undo, whatever its speed. */
  private drag: 'none' | 'begun' | 'told' = 'none';

  /** It is seen from now on: the parameters of the image that is in sight, or that to which they belong. */
  appear(): void {
    if (this.tabbed) this.bring((seen) => stageOf(this.tabs.show(tabAt(seen, this.groups, this.tabs.shown))));
  }

  protected override willUpdate(): void {
    if (this.versions) this.found.ask(this.source, this.versions);
  }

  protected override render(): TemplateResult {
    const { words, groups, tabbed } = this;
    const explain = explainButton(words, this.explained, () => (this.explained = !this.explained));
    const resetAll = resetAllButton(words, this);
    const head = parameterHead(words, this, {
      params: this.params,
      shown: this.shown,
      size: this.source?.size ?? null,
      undoable: this.undoable,
      redoable: this.redoable,
      explain: tabbed ? nothing : explain,
    });
    const list = tabbed ? this.tabs.list(words, tabsOf(words, groups)) : nothing;
    const panel = (id: string, content: TemplateResult): TemplateResult =>
      tabbed ? this.tabs.panel(id, content) : content;
    return html`
      ${tabbed ? html`<div class="strip">${list}${explain}</div>` : nothing}
      <div class="panels">
        ${panel(PRESETS, html`${head}${tabbed ? resetAll : nothing}`)}
        <div class="groups">${groups.map((group) => panel(group, this.renderGroup(group)))}</div>
        ${tabbed ? nothing : resetAll}
      </div>
    `;
  }

  private get groups(): (keyof PipelineParams)[] {
    return groupsInOrder(Object.keys(PARAMETERS) as (keyof PipelineParams)[], this.values);
  }

  private bring(stageFor: (seen: StageId) => StageId | null): void {
    tell(this, 'part-bring-stage', { stageFor });
  }

  private renderGroup(group: keyof PipelineParams): TemplateResult {
    const { title, purpose } = wordsOfGroup(this.words, group);
    return html`
      <fieldset>
        <legend class=${this.tabbed ? 'visually-hidden' : nothing}>${title}</legend>
        <p class="tip" ?hidden=${!this.explained}>${purpose}</p>
        ${group === 'window' ? this.renderWindow() : nothing}
        ${Object.entries(PARAMETERS[group] as Readonly<Record<string, ParameterSpec>>).map(([name, spec]) =>
          this.renderControl([group, name], spec),
        )}
      </fieldset>
    `;
  }

  /** The values of a film of more than 8 bits, with the window over them. */
  private renderWindow(): TemplateResult | typeof nothing {
    const { params, values, source, versions, words } = this;
    if (!values || values.bitsStored <= 8) return nothing;
    return html`<xray-window-histogram
      .words=${words}
      .values=${values}
      .params=${withWindowShown(params, values)}
      .source=${source}
      .versions=${versions}
    ></xray-window-histogram>`;
  }

  private renderControl(path: ParameterPath, spec: ParameterSpec): TemplateResult | typeof nothing {
    if (isChosenWithSource(path)) return nothing;
    if (!applies(spec, this.shown[path[0]])) return this.renderFound(path);
    const value = parameterValue(this.shown, path);
    switch (spec.kind) {
      case 'number': {
        const pair = pairOf(path);
        if (!pair) return numberControl(this.numberAt(path));
        // Both come where the lower one does.
        return placeIn(pair, path) === 0 ? pairControl([this.numberAt(pair[0]), this.numberAt(pair[1])]) : nothing;
      }
      case 'choice':
        return path.join('.') === 'window.source' ? this.renderSource(path) : this.renderChoice(path, spec, value);
      case 'flag':
        return this.renderFlag(path, value === true);
    }
  }

  /** What the image decided on, in place of the control. */
  private renderFound(path: ParameterPath): TemplateResult | typeof nothing {
    const value = this.found.at(path);
    return value === undefined ? nothing : foundNumber(this.wordsOf(path).label, value);
  }

  private numberAt(path: ParameterPath): NumberControl {
    const given = rangeWith(parameterSpec(path) as NumberSpec, this.shown[path[0]]);
    const { label } = this.wordsOf(path);
    const current = Number(parameterValue(this.shown, path));
    const values = path[0] === 'window' ? this.values : null;
    const spec = values ? windowSpec(given, values, path[1]) : given;
    return {
      id: idOf(path),
      spec,
      slider: spec.slider,
      value: current,
      label,
      valueLabel: this.words.value(label),
      tip: this.tipOf(path),
      explanation: html`${this.renderTip(path)}${this.renderMisread(path)}`,
      reset: this.renderReset(path),
      type: (value) => {
        this.misread = null;
        if (this.former?.id !== idOf(path)) this.former = { id: idOf(path), value: current };
        this.changeIfAllowed(path, value);
      },
      settle: (field) => this.settleField(path, spec, field),
      slide: (range) => this.slide(path, range),
      hold: (held) => (this.drag = held ? 'begun' : 'none'),
    };
  }

  private renderChoice(path: ParameterPath, spec: ChoiceSpec, value: ParameterValue): TemplateResult {
    const { names } = this.wordsOf(path);
    const options = spec.values.map((each) => ({ value: String(each), label: names?.[each] ?? String(each) }));
    const choose = (text: string): void => this.changeIfAllowed(path, valueOfText(text, spec));
    return choiceControl(this.controlAt(path), options, String(value), choose);
  }

  /** Where the window's values come from, the file's presets among them. */
  private renderSource(path: ParameterPath): TemplateResult | typeof nothing {
    const { params, values } = this;
    if (!values) return nothing;
    const options = sourceOptions(values, this.words.parameterTexts.window.source.names);
    const choose = (text: string): void => this.change(path, withSource(params, values, text));
    return choiceControl(this.controlAt(path), options, sourceChosen(values, params.window), choose);
  }

  private renderFlag(path: ParameterPath, value: boolean): TemplateResult {
    return flagControl(this.controlAt(path), value, (checked) => this.changeIfAllowed(path, checked));
  }

  private controlAt(path: ParameterPath): Parameters<typeof choiceControl>[0] {
    const [id, tip] = [idOf(path), this.tipOf(path)];
    const { label } = this.wordsOf(path);
    return { id, label, tip, explanation: this.renderTip(path), reset: this.renderReset(path) };
  }

  private renderTip(path: ParameterPath): TemplateResult {
    return html`<p class="tip" id="${idOf(path)}-tip" ?hidden=${!this.explained}>${this.tipOf(path)}</p>`;
  }

  private renderMisread(path: ParameterPath): TemplateResult | typeof nothing {
    if (this.misread !== idOf(path)) return nothing;
    const { label } = this.wordsOf(path);
    const value = Number(parameterValue(this.shown, path));
    return html`<p class="tip" role="alert">${this.words.notANumber(label, value)}</p>`;
  }

  /** Back to the default, where it is not that. */
  private renderReset(path: ParameterPath): TemplateResult | typeof nothing {
    const initial = parameterValue(DEFAULT_PARAMS, path);
    // A window by hand goes back by its source.
    if (parameterValue(this.shown, path) === initial || isByHand(path)) return nothing;
    const label = this.words.resetParameter(this.wordsOf(path).label);
    return html`<button
      type="button"
      class="quiet icon one"
      aria-label=${label}
      title=${label}
      @click=${() => {
        // The button goes with its reason.
        this.renderRoot.querySelector<HTMLElement>(`#${idOf(path)}`)?.focus();
        this.change(path, movedAlong(this.baseFor(path), path, initial));
      }}
    >
      ${ICONS.reset}
    </button>`;
  }

  private wordsOf([group, name]: ParameterPath): ParameterWords {
    const words: Readonly<Record<string, ParameterWords>> = this.words.parameterTexts[group];
    return words[name];
  }

  /** What it does, and between which values. */
  private tipOf(path: ParameterPath): string {
    const { tip } = this.wordsOf(path);
    const spec = parameterSpec(path);
    // Which values there are in a window is the image's to say.
    if (spec.kind !== 'number' || isByHand(path)) return tip;
    const { min, max, unit, grid } = rangeWith(spec, this.shown[path[0]]);
    // These are a data type's, and nobody's choice.
    if (min === -32768 && max === 32767) return tip;
    return `${tip} ${this.words.range(min, max === Number.MAX_VALUE ? null : max, unit, grid === 2)}`;
  }

  /** As they are computed with. */
  private get shown(): PipelineParams {
    return withWindowShown(limited(uncrossed(this.params)), this.values);
  }

  /** What a change at `path` begins from: others stay as they were set. */
  private baseFor(path: ParameterPath): PipelineParams {
    return pairOf(path) ? uncrossed(this.params) : windowInHand(this.params, this.values, path);
  }

  /** A thumb stops where the other one of its track is. */
  private slide(path: ParameterPath, range: HTMLInputElement): void {
    const value = withoutCrossing(this.shown, path, range.valueAsNumber);
    if (value !== range.valueAsNumber) range.value = String(value);
    this.changeIfAllowed(path, value);
  }

  /** What is being typed counts as soon as it is allowed, and is not corrected before it is done. */
  private changeIfAllowed(path: ParameterPath, value: ParameterValue): void {
    const base = this.baseFor(path);
    if (parameterProblem(path, value) !== null || withoutCrossing(base, path, value) !== value) return;
    if (value !== parameterValue(base, path)) this.change(path, withParameter(base, path, value));
  }

  private change(path: ParameterPath, params: PipelineParams): void {
    const continues = this.drag === 'none' ? null : this.drag === 'told';
    if (this.drag === 'begun') this.drag = 'told';
    tell(this, 'part-parameter', { path, params, continues });
    // The next change may come before these are told anew.
    this.params = params;
  }

  private settleField(path: ParameterPath, spec: NumberSpec, field: HTMLInputElement): void {
    const typed = settledNumber(field);
    const current = Number(parameterValue(this.shown, path));
    const former = typed === null && this.former?.id === idOf(path) ? this.former.value : current;
    const nearest = nearestAllowed(typed ?? NaN, spec, former);
    this.former = null;
    this.misread = typed === null ? idOf(path) : null;
    const value = withoutCrossing(this.shown, path, nearest);
    field.value = String(value);
    this.changeIfAllowed(path, value);
  }
}

function idOf(path: ParameterPath): string {
  return path.join('-');
}
