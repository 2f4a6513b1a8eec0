import { nothing, svg, type TemplateResult } from 'lit';
import { calibrationByLength, type Calibration } from '../../measure/calibration.ts';
import { measurementsTable } from '../../measure/measurements-file.ts';
import type { Measurement } from '../../measure/measurement.ts';
import type { ToldStatistics } from '../../measure/measured-image.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import { html } from '../part/html.ts';
import type { Messages } from '../words/messages.ts';
import type { MeasuredFilm } from './measured-film.ts';
import { measurementText, nameOf, valueText } from './measured-words.ts';
import type { Measuring } from './measuring.ts';
import type { RegionValues } from './region-values.ts';

export interface MeasuringPanelState {
  readonly film: MeasuredFilm;
  readonly fileName: string;
  readonly width: number;
  readonly height: number;
  readonly valuesOf: (measurement: Measurement) => RegionValues | null;
  readonly measuring: Measuring;
  readonly calibrate: (own: Calibration | null) => void;
  /** Saves the image on show with what is measured drawn on it. */
  readonly saveAnnotated: () => void;
}

/** What was measured as a list, with how large a pixel is. */
export function measuringPanel(words: Messages, state: MeasuringPanelState): TemplateResult | typeof nothing {
  const { film, measuring, valuesOf, fileName, width, height } = state;
  const { list, calibration } = film;
  if (list.length === 0 && !measuring.tool) return nothing;
  const { measuring: texts } = words;
  const statistics = (): Map<number, readonly ToldStatistics[]> =>
    new Map(
      list.flatMap((one): [number, readonly ToldStatistics[]][] => {
        const told = valuesOf(one)?.told ?? [];
        return told.length > 0 ? [[one.id, told]] : [];
      }),
    );
  const copy = (text: string): void => void navigator.clipboard?.writeText(text);
  const copyText = (): void =>
    copy(
      list.map((one) => [measurementText(words, one, film), ...toldLines(words, valuesOf(one))].join('\n')).join('\n'),
    );
  const copyTable = (): void => {
    const image = { name: fileName, width, height, calibration, size: film.size, measurements: list };
    copy(measurementsTable([{ ...image, statistics: statistics() }], 'tsv'));
  };
  return html`<section class="measured" aria-label=${texts.list} part="measurements">
    <label class="row">
      <input
        type="checkbox"
        .checked=${measuring.snaps}
        @change=${(event: Event) => (measuring.snaps = (event.target as HTMLInputElement).checked)}
      />
      ${texts.snap}
    </label>
    <p class="row">${calibrationText(words, film)} ${calibrationControls(words, state)}</p>
    <ol class="numbers">
      ${list.map((one) => row(words, one, state))}
    </ol>
    ${
      list.length > 0
        ? html`<p class="row">
            <button type="button" class="quiet" @click=${copyText}>${texts.copyText}</button>
            <button type="button" class="quiet" @click=${copyTable}>${texts.copyTable}</button>
            ${
              film.savable
                ? html`<button type="button" class="quiet" @click=${state.saveAnnotated}>
                    ${texts.saveAnnotated}
                  </button>`
                : nothing
            }
          </p>`
        : nothing
    }
  </section>`;
}

function row(words: Messages, one: Measurement, { film, measuring, valuesOf }: MeasuringPanelState): TemplateResult {
  const values = valuesOf(one);
  const name = nameOf(words, one);
  return html`<li class=${one.id === measuring.selected ? 'selected' : ''}>
    <button type="button" class="quiet" @click=${() => measuring.choose(one.id)}>${name}</button>
    <bdi dir="ltr">${valueText(words, one, film)}</bdi>
    ${toldLines(words, values).map((line) => html`<span>${line}</span>`)}
    ${values ? curve(values.curve, name) : nothing}
    ${
      one.kind === 'point' || one.kind === 'arrow'
        ? html`<input
            type="text"
            aria-label=${`${name}: ${words.measuring.text}`}
            .value=${one.text ?? ''}
            @change=${(event: Event) => measuring.write(one.id, (event.target as HTMLInputElement).value)}
          />`
        : nothing
    }
    <button type="button" class="quiet" @click=${() => measuring.remove(one.id)}>${words.remove(name)}</button>
  </li>`;
}

function toldLines(words: Messages, values: RegionValues | null): string[] {
  const { mean, deviation, min, max, pixels, stored, modality } = words.measuring;
  const called = (of: string): string =>
    of === 'stored' ? stored : of === 'modality' ? modality : words.stageNames[of as StageId];
  return (values?.told ?? []).map((told) => {
    const said = (name: string, value: number): string => `${name} ${words.sampleValue(value, told.unit ?? '')}`;
    return [
      `${called(told.of)}: ${words.sampleValue(told.count, pixels)}`,
      said(mean, told.mean),
      said(deviation, told.deviation),
      said(min, told.min),
      said(max, told.max),
    ].join(', ');
  });
}

function curve(values: ArrayLike<number>, label: string): TemplateResult {
  const all = [...new Float64Array(values)];
  const most = all.reduce((a, b) => Math.max(a, b), 0) || 1;
  const points = all.map(
    (value, at) => `${((at / Math.max(1, all.length - 1)) * 160).toFixed(1)},${(39 - (value / most) * 38).toFixed(1)}`,
  );
  return html`<svg class="curve" viewBox="0 0 160 40" role="img" aria-label=${label}>
    ${svg`<polyline points=${points.join(' ')} />`}
  </svg>`;
}

function calibrationText(words: Messages, { calibration, own }: MeasuredFilm): string {
  if (!calibration) return words.measuring.uncalibrated;
  const { row: rows, column, by, magnification = null } = calibration;
  const short = (size: number): number => Number(size.toPrecision(4));
  if (own) return `${words.sampleValue(short(column), 'mm / px')}, ${words.measuring.byKnownLength}`;
  const at = by === 'detector' ? 'detector' : by === 'calibrated' ? 'calibrated' : 'patient';
  return words.spacing(short(rows), short(column), at, magnification);
}

/** By the length that is chosen, or as another film of this size. */
function calibrationControls(words: Messages, { film, measuring, calibrate }: MeasuringPanelState): TemplateResult {
  const { measuring: texts } = words;
  const chosen = film.list.find(({ id, kind }) => id === measuring.selected && kind === 'length');
  const byLength = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    const calibration = chosen && calibrationByLength(chosen.points, field.valueAsNumber, film.size);
    if (calibration) calibrate(calibration);
    field.value = '';
  };
  return html`${
    chosen
      ? html`<label>${texts.knownLength} <input type="number" min="0" step="any" @change=${byLength} /></label>`
      : nothing
  }
  ${
    film.own
      ? html`<button type="button" class="quiet" @click=${() => calibrate(null)}>${texts.asInFile}</button>`
      : film.offered.map(
          ({ name, calibration }) =>
            html`<button type="button" class="quiet" @click=${() => calibrate(calibration)}>
              ${`${texts.calibrateAs} ${name}`}
            </button>`,
        )
  }`;
}
