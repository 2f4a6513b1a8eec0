import { describe, expect, it } from 'vitest';
import { OPERATORS } from '../../../src/operators/operators.ts';
import {
  isOfWords,
  problemWith,
  type ParameterSpec,
  type ParameterSpecs,
} from '../../../src/operators/parameter-spec.ts';

/** A parameter of an operator, and those beside it. */
type Row = readonly [name: string, spec: ParameterSpec, specs: ParameterSpecs];

const rows: Row[] = Object.values(OPERATORS).flatMap(({ id, params }) =>
  Object.entries<ParameterSpec>(params).map(([name, spec]): Row => [`${id}.${name}`, spec, params]),
);

describe('every operator', () => {
  it('is listed under its id', () => {
    for (const [id, operator] of Object.entries(OPERATORS)) expect(operator.id).toBe(id);
  });

  it.each(rows)('%s: its default is allowed, and its attribute can be written', (_, spec) => {
    expect(problemWith(spec.default, spec)).toBeNull();
    expect(spec.attribute).toMatch(/^[a-z][a-z\d]*(-[a-z\d]+)+$/);
    expect([spec.label, spec.tip]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\.$/)]);
  });

  it.each(rows)('%s: what it names beside it is there', (_, spec, specs) => {
    if (spec.onlyWith) {
      const by = specs[spec.onlyWith.parameter];
      for (const value of spec.onlyWith.values) expect(problemWith(value, by)).toBeNull();
    }
    if (spec.kind !== 'number') return;
    if (spec.pairedWith !== undefined) expect(specs[spec.pairedWith].kind).toBe('number');
    if (!spec.sliderBy) return;
    const by = specs[spec.sliderBy.parameter];
    expect(by.kind).toBe('choice');
    for (const [value, { min, max, step }] of Object.entries(spec.sliderBy.sliders)) {
      expect(problemWith(isOfWords(by) ? value : Number(value), by)).toBeNull();
      for (const place of [min, max, min + step]) expect(problemWith(place, spec)).toBeNull();
    }
  });
});
