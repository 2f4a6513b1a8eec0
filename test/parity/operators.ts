import fc from 'fast-check';
import type { RasterImage } from '../../src/image/raster-image.ts';
import { clahe } from '../../src/operators/clahe.ts';
import { canny } from '../../src/operators/canny.ts';
import { equalize } from '../../src/operators/equalize.ts';
import { gaussianBlur } from '../../src/operators/gaussian-blur.ts';
import { median } from '../../src/operators/median.ts';
import { grayscale } from '../../src/operators/grayscale.ts';
import { defineGraph, type AnyGraph, type ParamsOf, type StageIdOf } from '../../src/pipeline/graph.ts';
import type { DeepPartial } from '../../src/pipeline/params.ts';
import { STANDARD } from '../../src/pipeline/standard-graph.ts';
import { cannyTies } from '../support/adversarial-images.ts';
import { EVERY_OPERATOR } from '../support/every-operator.ts';
import { noise, paint, radiograph, rgbNoise } from '../support/images.ts';
import { oracleOf, type OpenCv } from '../support/opencv.ts';
import { anySize, odd, THRESHOLDS } from './parity-cases.ts';

interface NamedImage {
  readonly name: string;
  readonly image: RasterImage;
}

/** What every engine must compute as `oracle` does: each image by all parameters in turn, laid over the defaults. */
export interface ParityRow<G extends AnyGraph = AnyGraph> {
  readonly name: string;
  readonly graph: G;
  images(): readonly NamedImage[];
  readonly params: readonly DeepPartial<ParamsOf<G>>[];
  /** Those that are looked at; default all. */
  readonly stages?: readonly StageIdOf<G>[];
  oracle(cv: OpenCv, graph: G, image: RasterImage, params: ParamsOf<G>): Readonly<Record<string, RasterImage>>;
}

/** Two branches; a blur of a blur, edges of both ends with settings of their own, and a mask taken for gray values. */
export const TWO_BRANCHES = defineGraph({
  spread: { operator: equalize, inputs: ['texture'], short: 'Spread' },
  outlines: { operator: canny, inputs: ['coarse'], params: 'outlines', short: 'Outlines' },
  texture: { operator: canny, inputs: ['gray'], params: 'texture', short: 'Texture' },
  coarse: { operator: gaussianBlur, inputs: ['fine'], params: 'coarse', short: 'Coarse' },
  fine: { operator: gaussianBlur, inputs: ['gray'], params: 'fine', short: 'Fine' },
  gray: { operator: grayscale, inputs: ['film'], short: 'Gray' },
  film: { title: 'Film', purpose: 'What is given.', short: 'Film' },
});

/** The same operator twice on the same input, with the same parameters: neither may take the other's memory for its own. */
const TWINS = defineGraph({
  film: { title: 'Film', purpose: 'What is given.', short: 'Film' },
  gray: { operator: grayscale, inputs: ['film'], short: 'Gray' },
  again: { operator: grayscale, inputs: ['film'], short: 'Again' },
  weak: { operator: canny, inputs: ['gray'], params: 'weak', short: 'Weak' },
  strong: { operator: canny, inputs: ['again'], params: 'strong', short: 'Strong' },
  same: { operator: canny, inputs: ['gray'], params: 'weak', short: 'Same' },
});

/** The standard graph without equalisation: blur and edges of gray values as they are. */
const AS_THEY_ARE = defineGraph({
  film: { title: 'Film', purpose: 'What is given.', short: 'Film' },
  gray: { operator: grayscale, inputs: ['film'], short: 'Gray' },
  blurred: { operator: gaussianBlur, inputs: ['gray'], params: 'blur', short: 'Blurred' },
  edges: { operator: canny, inputs: ['blurred'], params: 'canny', short: 'Edges' },
});

/** CLAHE of gray values as they are. */
const BY_REGION = defineGraph({
  film: { title: 'Film', purpose: 'What is given.', short: 'Film' },
  gray: { operator: grayscale, inputs: ['film'], short: 'Gray' },
  better: { operator: clahe, inputs: ['gray'], params: 'clahe', short: 'Better' },
});

/** The median of gray values as they are. */
const WITHOUT_DOTS = defineGraph({
  film: { title: 'Film', purpose: 'What is given.', short: 'Film' },
  gray: { operator: grayscale, inputs: ['film'], short: 'Gray' },
  smooth: { operator: median, inputs: ['gray'], params: 'median', short: 'Smooth' },
});

/** Columns and rows of tiles: none, all that there may be, few and many, and such as divide most sizes or none. */
const GRIDS = [
  [8, 8],
  [1, 1],
  [16, 16],
  [2, 3],
  [1, 16],
  [13, 7],
] as const;

/** Fixed, so that a failure can be repeated. */
const SEED = 20261130;

/** Noise of many values or few, one value, two in squares, and a ramp, whose tiles differ in every value. */
const anyImage: fc.Arbitrary<NamedImage> = fc
  .record({
    kind: fc.constantFrom('noise', 'few values', 'flat', 'squares', 'ramp'),
    width: anySize,
    height: anySize,
    seed: fc.nat(255),
  })
  .map(({ kind, width, height, seed }) => {
    const painted: Readonly<Record<string, (x: number, y: number) => number>> = {
      flat: () => seed,
      squares: (x, y) => (((x >> 2) + (y >> 2)) % 2 === 0 ? seed : 255 - seed),
      ramp: (x, y) => (x * 5 + y * 3 + seed) & 255,
    };
    const paintedBy = painted[kind];
    const image = paintedBy ? paint(width, height, paintedBy) : noise(width, height, seed, kind === 'noise' ? 256 : 4);
    return { name: `${kind}, ${width} × ${height}, ${seed}`, image };
  });

const anyTiles = fc.integer({ min: 1, max: 16 });

const anyRegions = fc.record({
  clipLimit: fc.oneof(fc.constantFrom(0, 0.01, 0.5, 1, 40, 1000), fc.double({ min: 0, max: 20, noNaN: true })),
  tileColumns: anyTiles,
  tileRows: anyTiles,
});

const named = (name: string, image: RasterImage): NamedImage => ({ name, image });

/** A row of which only its own graph's types are known where it is written. */
function row<G extends AnyGraph>(definition: Omit<ParityRow<G>, 'oracle'>): ParityRow {
  return { ...definition, oracle: oracleOf } as ParityRow<G> as unknown as ParityRow;
}

const twoBranches = row<typeof TWO_BRANCHES>({
  name: 'compute blur and Canny twice, in two branches, each with its own parameters',
  graph: TWO_BRANCHES,
  images: () => [
    named('rgb noise', rgbNoise(83, 59, 31)),
    named('gray noise', noise(70, 44, 32)),
    named('radiograph', radiograph(130, 97)),
  ],
  params: [
    {},
    // One edge plane alone, then the other, in both norms: each keeps what it shows.
    { texture: { lowThreshold: 20, highThreshold: 60 } },
    { texture: { lowThreshold: 20, highThreshold: 60 }, outlines: { lowThreshold: 5, highThreshold: 15 } },
    { outlines: { lowThreshold: 400, highThreshold: 900, apertureSize: 5 }, texture: { l2Gradient: true } },
    { outlines: { lowThreshold: 400, highThreshold: 900, apertureSize: 7, l2Gradient: true } },
    { fine: { kernelSize: 3 }, coarse: { kernelSize: 15, sigma: 4 } },
    { fine: { kernelSize: 31, sigma: 9 }, coarse: { kernelSize: 1 }, outlines: { highThreshold: 30, lowThreshold: 3 } },
    { fine: { kernelSize: 1 }, coarse: { kernelSize: 1 } },
    {},
  ],
});

const twins = row<typeof TWINS>({
  name: 'compute the same operator three times on the same values',
  graph: TWINS,
  images: () => [named('rgb noise', rgbNoise(64, 48, 35)), named('gray noise', noise(65, 49, 36))],
  params: [
    { weak: { lowThreshold: 10, highThreshold: 20 } },
    { weak: { lowThreshold: 10, highThreshold: 20 }, strong: { lowThreshold: 300, highThreshold: 500 } },
    { weak: { lowThreshold: 300, highThreshold: 500 }, strong: { lowThreshold: 10, highThreshold: 20 } },
    {},
  ],
});

const standard = (definition: Omit<ParityRow<typeof STANDARD>, 'oracle' | 'graph'>): ParityRow =>
  row<typeof STANDARD>({ ...definition, graph: STANDARD });

const everyAperture = ([3, 5, 7] as const).flatMap((apertureSize) =>
  [false, true].map((l2Gradient) => ({
    apertureSize,
    l2Gradient,
    words: `aperture ${apertureSize}, ${l2Gradient ? 'L2' : 'L1'}`,
  })),
);

/** Made once for all rows, when the first one wants them. */
let ties: readonly NamedImage[] | null = null;

export const PARITY_ROWS: readonly ParityRow[] = [
  standard({
    name: 'blur with every kernel size and sigma',
    images: () => [named('noise', noise(45, 38, 7))],
    params: odd(1, 31).flatMap((kernelSize) =>
      [0, 0.3, 0.8, 1, 2.5, 10].map((sigma) => ({ blur: { kernelSize, sigma } })),
    ),
    stages: ['blurred', 'edges'],
  }),
  standard({
    name: 'blur images smaller than the kernel',
    images: () =>
      (
        [
          [1, 1],
          [2, 2],
          [1, 9],
          [5, 3],
          [16, 2],
        ] as const
      ).map(([width, height]) => named(`${width} × ${height}`, noise(width, height, 8))),
    params: odd(3, 31).map((kernelSize) => ({ blur: { kernelSize, sigma: 0 } })),
    stages: ['blurred'],
  }),
  ...everyAperture.map(({ apertureSize, l2Gradient, words }) =>
    standard({
      name: `find edges with ${words}, at every kind of threshold`,
      images: () => [named('radiograph', radiograph(100, 83)), named('noise', noise(40, 41, 9))],
      params: THRESHOLDS.map(([lowThreshold, highThreshold]) => ({
        canny: { lowThreshold, highThreshold, apertureSize, l2Gradient },
      })),
      stages: ['edges'],
    }),
  ),
  ...everyAperture.map(({ apertureSize, l2Gradient, words }) => {
    const scale = { 3: 1, 5: 10, 7: 100 }[apertureSize];
    return row<typeof AS_THEY_ARE>({
      name: `decide ties between gradients with ${words}`,
      graph: AS_THEY_ARE,
      images: () => (ties ??= cannyTies()),
      params: [1, 3].map((kernelSize) => ({
        blur: { kernelSize, sigma: 0 },
        canny: { lowThreshold: 20 * scale, highThreshold: 60 * scale, apertureSize, l2Gradient },
      })),
      stages: ['blurred', 'edges'],
    });
  }),
  row<typeof BY_REGION>({
    name: 'equalise by region at every kind of limit and grid, from one pixel on',
    graph: BY_REGION,
    images: () => [
      named('1 × 1', noise(1, 1, 40)),
      named('1 × 9', noise(1, 9, 41)),
      named('7 × 2', noise(7, 2, 42)),
      named('noise, 64 × 48', noise(64, 48, 43)),
      named('few values', noise(97, 61, 44, 5)),
      named(
        'flat',
        paint(40, 33, () => 200),
      ),
      named(
        'squares',
        paint(66, 50, (x, y) => (((x >> 3) + (y >> 3)) % 2 === 0 ? 0 : 255)),
      ),
      named('radiograph', radiograph(130, 97)),
    ],
    params: GRIDS.flatMap(([tileColumns, tileRows]) =>
      [0, 0.4, 1, 2, 3.3, 40, 1000].map((clipLimit) => ({ clahe: { clipLimit, tileColumns, tileRows } })),
    ),
    stages: ['better'],
  }),
  row<typeof BY_REGION>({
    name: 'equalise images of any kind and size by region, at any limit and grid',
    graph: BY_REGION,
    images: () => fc.sample(anyImage, { seed: SEED, numRuns: 24 }),
    params: fc.sample(anyRegions, { seed: SEED, numRuns: 12 }).map((clahe) => ({ clahe })),
    stages: ['better'],
  }),
  ...everyAperture.map(({ apertureSize, l2Gradient, words }) =>
    row<typeof AS_THEY_ARE>({
      name: `let the image decide on thresholds with ${words}`,
      graph: AS_THEY_ARE,
      images: () => [
        named('1 × 1', noise(1, 1, 60)),
        named(
          'flat',
          paint(23, 17, () => 90),
        ),
        named('noise', noise(67, 41, 61)),
        named(
          'squares',
          paint(66, 50, (x, y) => (((x >> 3) + (y >> 3)) % 2 === 0 ? 0 : 255)),
        ),
        named('radiograph', radiograph(130, 97)),
      ],
      params: [0, 0.003, 0.05, 0.3, 1].flatMap((edgeShare) =>
        [1, 5].map((kernelSize) => ({
          blur: { kernelSize },
          canny: { thresholds: 'auto' as const, edgeShare, apertureSize, l2Gradient },
        })),
      ),
      stages: ['edges'],
    }),
  ),
  row<typeof WITHOUT_DOTS>({
    name: 'find medians of every size, from one pixel on',
    graph: WITHOUT_DOTS,
    images: () => [
      named('1 × 1', noise(1, 1, 50)),
      named('1 × 9', noise(1, 9, 51)),
      named('9 × 1', noise(9, 1, 52)),
      named('6 × 2', noise(6, 2, 53)),
      named('noise', noise(67, 41, 54)),
      named('few values', noise(64, 48, 55, 3)),
      named(
        'flat',
        paint(40, 33, () => 255),
      ),
      named(
        'dots',
        paint(66, 50, (x, y) => ((x + y) % 2 === 0 ? 0 : 255)),
      ),
      named('radiograph', radiograph(130, 97)),
    ],
    params: odd(1, 7).map((kernelSize) => ({ median: { kernelSize } })),
    stages: ['smooth'],
  }),
  standard({
    name: 'change the method of a stage',
    images: () => [named('radiograph', radiograph(100, 83)), named('rgb noise', rgbNoise(63, 41, 45))],
    params: [
      { enhance: { method: 'clahe' } },
      { enhance: { method: 'clahe', clipLimit: 4 } },
      { enhance: { method: 'equalize' } },
      { blur: { method: 'median' } },
      { blur: { method: 'median', kernelSize: 7 }, enhance: { method: 'clahe' } },
      { enhance: { method: 'clahe', clipLimit: 4, tileColumns: 3 } },
    ],
  }),
  twoBranches,
  twins,
];

/** Of different shapes, so that memory which one has left is laid out anew for the next. */
export const GRAPHS_IN_TURN: readonly ParityRow[] = [
  row<AnyGraph>({
    name: 'every operator',
    graph: EVERY_OPERATOR,
    images: () => [],
    params: [{}, { canny: { lowThreshold: 30 } }],
  }),
  twoBranches,
  twins,
];
