import { blur } from '../operators/blur.ts';
import { canny } from '../operators/canny.ts';
import { enhance } from '../operators/enhance.ts';
import { grayscale } from '../operators/grayscale.ts';
import { window } from '../operators/window.ts';
import { defineGraph, type ComputedStageIdOf, type ParamsOf, type StageIdOf } from './graph.ts';

/** The five images that the original application makes. */
export const STANDARD = defineGraph({
  original: {
    title: 'Original Image',
    purpose: 'The file as it was decoded, in 8 bits a channel and upright: the reference for everything else.',
    short: 'Original',
    shownBy: window,
    params: 'window',
  },
  grayscale: { operator: grayscale, inputs: ['original'], short: 'Grayscale', shows: 'histogram' },
  enhanced: { operator: enhance, inputs: ['grayscale'], params: 'enhance', short: 'Enhanced', shows: 'histogram' },
  blurred: { operator: blur, inputs: ['enhanced'], params: 'blur', short: 'Blurred', shows: 'gradient' },
  edges: { operator: canny, inputs: ['blurred'], params: 'canny', short: 'Edges', shows: 'overlay' },
});

export type StandardGraph = typeof STANDARD;

export type StageId = StageIdOf<StandardGraph>;

/** The stages an engine computes; the original is given. */
export type ComputedStageId = ComputedStageIdOf<StandardGraph>;

export interface StageDefinition {
  /** What people call it: the accessible name of its figure. */
  readonly title: string;
  /** The stage it is computed from; null for the given image. */
  readonly input: StageId | null;
  /** The parameter group it depends on; null when it has none. */
  readonly params: keyof ParamsOf<StandardGraph> | null;
  /** One line on what it is good for in a radiograph. */
  readonly purpose: string;
}

/** The images of the chain, in the order in which they are computed and shown. */
export const STAGE_IDS: readonly StageId[] = STANDARD.order;

export const COMPUTED_STAGE_IDS: readonly ComputedStageId[] = STANDARD.computed;

/** The standard graph's stages, for those who show them. */
export const STAGES = Object.fromEntries(
  STAGE_IDS.map((id): [StageId, StageDefinition] => {
    const { title, purpose, inputs, params } = STANDARD.stages[id];
    return [id, { title, input: inputs[0] ?? null, params, purpose }];
  }),
) as Readonly<Record<StageId, StageDefinition>>;
