import { describe, expect, expectTypeOf, it } from 'vitest';
import { canny } from '../../../src/operators/canny.ts';
import { equalize } from '../../../src/operators/equalize.ts';
import { gaussianBlur } from '../../../src/operators/gaussian-blur.ts';
import { grayscale } from '../../../src/operators/grayscale.ts';
import { defineGraph, type StageIdOf } from '../../../src/pipeline/graph.ts';
import { DEFAULT_PARAMS, defaultParams, resolveParamsOf } from '../../../src/pipeline/params.ts';
import { stagesUpTo, staleStages } from '../../../src/pipeline/stale-stages.ts';

const film = { title: 'Film', purpose: 'What there is.', short: 'Film' };
const gray = { operator: grayscale, inputs: ['film'], short: 'Gray' } as const;

/** Two branches, one operator twice, and written from the end. */
const TWICE = defineGraph({
  margins: { operator: canny, inputs: ['soft'], params: 'canny', short: 'Margins' },
  softer: { operator: gaussianBlur, inputs: ['soft'], params: 'second', short: 'Softer' },
  soft: { operator: gaussianBlur, inputs: ['gray'], params: 'first', short: 'Soft' },
  gray,
  flat: { operator: equalize, inputs: ['margins'], short: 'Flat' },
  film,
});

/** What the compiler would refuse already. */
const untyped = defineGraph as (nodes: unknown) => unknown;

describe('a graph of operators', () => {
  it('is ordered by dependence, whatever the order in which it is written', () => {
    expect(TWICE.order).toEqual(['film', 'gray', 'soft', 'margins', 'softer', 'flat']);
    expect(TWICE.given).toBe('film');
    expect(TWICE.computed).toEqual(['gray', 'soft', 'margins', 'softer', 'flat']);
  });

  it('knows its stages as types', () => {
    expectTypeOf<StageIdOf<typeof TWICE>>().toEqualTypeOf<'film' | 'gray' | 'soft' | 'softer' | 'margins' | 'flat'>();
  });

  it('has the parameters of its operators, each group by itself', () => {
    const defaults = defaultParams(TWICE);
    const { kernelSize, sigma } = DEFAULT_PARAMS.blur;
    const { canny: edges } = DEFAULT_PARAMS;
    const blur = { kernelSize, sigma };
    expect(defaults).toEqual({ canny: edges, second: blur, first: blur });
    const changed = resolveParamsOf(TWICE, { second: { sigma: 3 } }, defaults);
    expect(changed.first.sigma).toBe(1);
    expect(staleStages(TWICE, defaults, changed)).toEqual(['softer']);
    expect(staleStages(TWICE, defaults, resolveParamsOf(TWICE, { first: { sigma: 3 } }, defaults))).toEqual([
      'soft',
      'margins',
      'softer',
      'flat',
    ]);
  });

  it('tells what a stage needs, and nothing beside it', () => {
    expect(stagesUpTo(TWICE, 'softer')).toEqual(['gray', 'soft', 'softer']);
    expect(stagesUpTo(TWICE, 'flat')).toEqual(['gray', 'soft', 'margins', 'flat']);
  });

  it('does not compile where operands do not fit', () => {
    // @ts-expect-error: equalization takes a plane, not the image as it was decoded
    expect(() => defineGraph({ film, flat: { operator: equalize, inputs: ['film'], short: '' } })).toThrow(TypeError);
    // @ts-expect-error: there is no such node
    expect(() => defineGraph({ film, gray: { operator: grayscale, inputs: ['movie'], short: '' } })).toThrow(TypeError);
    expect(() =>
      // @ts-expect-error: one input too many
      defineGraph({ film, gray: { operator: grayscale, inputs: ['film', 'film'], short: '' } }),
    ).toThrow(TypeError);
    expect(() =>
      // @ts-expect-error: a blur has parameters
      defineGraph({ film, gray, soft: { operator: gaussianBlur, inputs: ['gray'], short: '' } }),
    ).toThrow(TypeError);
  });

  it.each([
    [
      'soft: gaussian-blur takes gray8, and film is source.',
      { film, soft: { operator: gaussianBlur, inputs: ['film'], params: 'blur' } },
    ],
    ['gray: there is no node "toString" in this graph.', { film, gray: { operator: grayscale, inputs: ['toString'] } }],
    ['gray: grayscale takes 1 inputs, not 0.', { film, gray: { operator: grayscale, inputs: [] } }],
    [
      'a: it is computed from itself.',
      { film, a: { operator: equalize, inputs: ['b'] }, b: { operator: equalize, inputs: ['a'] } },
    ],
    ['A graph is given one image; this one has 2: film, other.', { film, other: film }],
    ['A graph is given one image; this one has 0: none.', {}],
    [
      'soft: gaussian-blur has parameters, which need a group.',
      { film, gray, soft: { operator: gaussianBlur, inputs: ['gray'] } },
    ],
    ['gray: grayscale has no parameters for a group "gray".', { film, gray: { ...gray, params: 'gray' } }],
    [
      'margins: the parameters "both" are those of another operator.',
      {
        film,
        gray,
        soft: { operator: gaussianBlur, inputs: ['gray'], params: 'both' },
        margins: { operator: canny, inputs: ['soft'], params: 'both' },
      },
    ],
  ])('is refused when it is defined: %s', (message, nodes) => {
    expect(() => untyped(nodes)).toThrow(new TypeError(message));
  });
});
