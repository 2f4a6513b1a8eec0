import type { PipelineParams } from './params.ts';

/** The images of the chain, in the order in which they are computed and shown. */
export const STAGE_IDS = ['original', 'grayscale', 'enhanced', 'blurred', 'edges'] as const;

export type StageId = (typeof STAGE_IDS)[number];

/** The stages an engine computes; the original is given. */
export type ComputedStageId = Exclude<StageId, 'original'>;

export interface StageDefinition {
  /** What people call it: the accessible name of its figure. */
  readonly title: string;
  /** The stage it is computed from; null for the given image. */
  readonly input: StageId | null;
  /** The parameter group it depends on; null when it has none. */
  readonly params: keyof PipelineParams | null;
  /** One line on what it is good for in a radiograph. */
  readonly purpose: string;
}

/** The chain as data. An engine supplies one implementation for each computed stage, under the same id. */
export const STAGES: Readonly<Record<StageId, StageDefinition>> = {
  original: {
    title: 'Original Image',
    input: null,
    params: null,
    purpose: 'The file as it was decoded, in 8 bits a channel and upright: the reference for everything else.',
  },
  grayscale: {
    title: 'Grayscale',
    input: 'original',
    params: null,
    purpose: 'One brightness value a pixel: comparable between images, and the basis of all later steps.',
  },
  enhanced: {
    title: 'Enhanced (Histogram Equalization)',
    input: 'grayscale',
    params: null,
    purpose: 'Spreads the gray levels over the whole range, so that detail hidden in dark or bright areas shows.',
  },
  blurred: {
    title: 'Blurred (Gaussian)',
    input: 'enhanced',
    params: 'blur',
    purpose: 'Averages out grain and quantum noise, which would otherwise be taken for edges.',
  },
  edges: {
    title: 'Canny Edge Detection',
    input: 'blurred',
    params: 'canny',
    purpose: 'Marks where brightness changes sharply: the margins of bones, organs, implants and cracks.',
  },
};

export const COMPUTED_STAGE_IDS = STAGE_IDS.filter((id): id is ComputedStageId => id !== 'original');
