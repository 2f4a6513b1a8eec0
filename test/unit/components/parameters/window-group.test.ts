import { describe, expect, it } from 'vitest';
import {
  isChosenWithSource,
  sourceChosen,
  sourceOptions,
  windowInHand,
  windowSpec,
  withSource,
  withWindowShown,
} from '../../../../src/components/parameters/window-group.ts';
import { plainValues } from '../../../../src/image/given-samples.ts';
import type { SampleValues } from '../../../../src/image/sample-values.ts';
import { chosenPreset, windowTable } from '../../../../src/image/window-table.ts';
import { applies, type ParameterSpec, type Slider } from '../../../../src/operators/parameter-spec.ts';
import { DEFAULT_PARAMS, PARAMETERS, resolveParams } from '../../../../src/pipeline/params.ts';

const film = plainValues(16, { from: 90, to: 4000 });
const told: SampleValues = {
  ...film,
  unit: 'HU',
  presets: [
    { kind: 'window', label: 'BONE', center: 300.5, width: 1500, function: 'sigmoid' },
    { kind: 'window', label: '', center: 40, width: 400, function: 'linear' },
    ...film.presets,
  ],
};
const NAMES = { auto: 'Automatic', preset: 'Preset', full: 'Full', extent: 'Extent', manual: 'By hand' };

describe('the window’s controls', () => {
  it('show centre and width of a range as those of a window that shows the same', () => {
    const { window } = withWindowShown(DEFAULT_PARAMS, film);
    expect(window).toMatchObject({ source: 'auto', center: 2045.5, width: 3911 });
    const byHand = windowTable(film, { ...window, source: 'manual' });
    expect(byHand).toEqual(windowTable(film, DEFAULT_PARAMS.window));
  });

  it('take a window in hand as it is seen when it is moved', () => {
    const { window } = windowInHand(DEFAULT_PARAMS, told, ['window', 'center']);
    expect(window).toMatchObject({ source: 'manual', center: 300.5, width: 1500, function: 'sigmoid' });
    expect(windowInHand(DEFAULT_PARAMS, told, ['window', 'invert'])).toBe(DEFAULT_PARAMS);
    expect(windowInHand(DEFAULT_PARAMS, told, ['blur', 'sigma'])).toBe(DEFAULT_PARAMS);
  });

  it('offer the file’s presets by their names', () => {
    expect(sourceOptions(told, NAMES)).toEqual([
      { value: 'auto', label: 'Automatic' },
      { value: 'preset.0', label: 'BONE' },
      { value: 'preset.1', label: 'Preset 2' },
      { value: 'full', label: 'Full' },
      { value: 'extent', label: 'Extent' },
      { value: 'manual', label: 'By hand' },
    ]);
    for (const { value } of sourceOptions(told, NAMES)) {
      const chosen = withSource(DEFAULT_PARAMS, told, value);
      expect(resolveParams(chosen)).toEqual(chosen);
      expect(sourceChosen(told, chosen.window)).toBe(value);
    }
    expect(withSource(DEFAULT_PARAMS, told, 'manual').window).toMatchObject({ center: 300.5, width: 1500 });
  });

  it('name what another film is seen through, of which a preset was chosen that this one does not have', () => {
    const chosen = (preset: number) => ({ ...DEFAULT_PARAMS.window, source: 'preset' as const, preset });
    for (const values of [told, film]) {
      for (const preset of [0, 1, 2, 3, 7]) {
        const option = sourceChosen(values, chosen(preset));
        expect(sourceOptions(values, NAMES).map(({ value }) => value)).toContain(option);
        // What the option stands for is what is seen.
        const again = withSource(DEFAULT_PARAMS, values, option).window;
        expect(chosenPreset(values, again), option).toEqual(chosenPreset(values, chosen(preset)));
      }
    }
    expect(sourceChosen(told, chosen(2))).toBe('extent');
  });

  it('have tracks as long as there are values, in the file’s unit', () => {
    const sliderOf = (values: SampleValues, name: 'center' | 'width'): Slider =>
      windowSpec(PARAMETERS.window[name], values, name).slider;
    expect(sliderOf(film, 'center')).toEqual({ min: 90, max: 4000, step: 1 });
    expect(sliderOf(film, 'width')).toEqual({ min: 1, max: 3911, step: 1 });
    expect(sliderOf(plainValues(8, null), 'center')).toEqual({ min: 0, max: 255, step: 1 });
    const fine = plainValues(16, { from: 0, to: 1 });
    expect(sliderOf(fine, 'center').step).toBe(0.01);
    expect(windowSpec(PARAMETERS.window.width, told, 'width').unit).toBe('HU');
  });

  it('are there for what can be chosen', () => {
    const names = ({ window } = DEFAULT_PARAMS): string[] =>
      Object.entries<ParameterSpec>(PARAMETERS.window)
        .filter(([name, spec]) => !isChosenWithSource(['window', name]) && applies(spec, window))
        .map(([name]) => name);
    expect(names()).toEqual(['source', 'center', 'width', 'invert']);
    expect(names(resolveParams({ window: { source: 'manual' } }))).toContain('function');
  });
});
