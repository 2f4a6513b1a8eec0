import { eightBitSteps, grayRaster, type Raster8, type RasterImage } from '../../src/image/raster-image.ts';
import { plainValues } from '../../src/image/given-samples.ts';
import type { SampleValues } from '../../src/image/sample-values.ts';
import { windowTable } from '../../src/image/window-table.ts';
import type { CannyThresholds } from '../../src/operators/canny-thresholds.ts';
import type { CannyParams } from '../../src/operators/canny.ts';
import { gradientAt } from '../../src/operators/gradient-at.ts';
import { foundThresholds, magnitudeClass, magnitudeShift } from '../../src/operators/magnitude-classes.ts';
import type { clahe } from '../../src/operators/clahe.ts';
import type { enhance } from '../../src/operators/enhance.ts';
import type { blur } from '../../src/operators/blur.ts';
import type { gaussianBlur } from '../../src/operators/gaussian-blur.ts';
import type { median } from '../../src/operators/median.ts';
import type { OperatorId } from '../../src/operators/operators.ts';
import type { ValuesOf } from '../../src/operators/parameter-spec.ts';
import type { WindowParams } from '../../src/operators/window.ts';
import type { AnyGraph, ParamsOf, StageIdOf } from '../../src/pipeline/graph.ts';
import type { PipelineParams } from '../../src/pipeline/params.ts';
import { STANDARD, type StageId } from '../../src/pipeline/standard-graph.ts';

/** An OpenCV matrix; its memory is freed by `delete` only. */
interface Mat {
  readonly data: Uint8Array;
  /** The same as 16-bit numbers with a sign. */
  readonly data16S: Int16Array;
  delete(): void;
}

/** What the tests use of OpenCV.js. */
export interface OpenCv {
  Mat: new (rows?: number, columns?: number, type?: number) => Mat;
  Size: new (width: number, height: number) => object;
  CV_8UC1: number;
  CV_8UC3: number;
  CV_16S: number;
  COLOR_RGB2GRAY: number;
  BORDER_DEFAULT: number;
  BORDER_REPLICATE: number;
  CLAHE: new (clipLimit: number, tiles: object) => Clahe;
  cvtColor(source: Mat, target: Mat, code: number): void;
  equalizeHist(source: Mat, target: Mat): void;
  GaussianBlur(source: Mat, target: Mat, size: object, sigmaX: number, sigmaY: number, border: number): void;
  medianBlur(source: Mat, target: Mat, size: number): void;
  Sobel(
    source: Mat,
    target: Mat,
    depth: number,
    dx: number,
    dy: number,
    aperture: number,
    scale: number,
    delta: number,
    border: number,
  ): void;
  Canny(source: Mat, target: Mat, low: number, high: number, aperture: number, l2Gradient: boolean): void;
}

interface Clahe {
  apply(source: Mat, target: Mat): void;
  delete(): void;
}

interface OpenCvModule extends Partial<OpenCv> {
  onRuntimeInitialized?: () => void;
  then?: unknown;
}

/** Where the browser suite's server has the script. */
const SCRIPT = '/node_modules/@techstark/opencv-js/dist/opencv.js';

let loading: Promise<OpenCv> | null = null;

/** OpenCV.js, in Node or in a browser; loaded once. */
export function loadOpenCv(): Promise<OpenCv> {
  loading ??= load();
  return loading;
}

async function load(): Promise<OpenCv> {
  // In a wrapper, because the module has a `then` of its own, which a promise would call for ever.
  const { module } = typeof document === 'undefined' ? requireModule() : await injectScript();
  delete module.then;
  if (!module.Mat) await new Promise<void>((resolve) => (module.onRuntimeInitialized = resolve));
  return module as OpenCv;
}

function requireModule(): { module: OpenCvModule } {
  // Not an import: the browser suite's server would try to resolve it.
  const { createRequire } = process.getBuiltinModule('node:module');
  return { module: createRequire(import.meta.url)('@techstark/opencv-js') as OpenCvModule };
}

function injectScript(): Promise<{ module: OpenCvModule }> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = SCRIPT;
    script.onload = () => resolve({ module: (window as unknown as { cv: OpenCvModule }).cv });
    script.onerror = () => reject(new Error(`${SCRIPT} could not be loaded.`));
    document.head.append(script);
  });
}

export type EnhanceParams = ValuesOf<typeof enhance.params>;
type ClaheParams = ValuesOf<typeof clahe.params>;
type BlurParams = ValuesOf<typeof blur.params>;

function equalize(cv: OpenCv, source: Raster8): Raster8 {
  return computed(cv, source, (from, to) => cv.equalizeHist(from, to));
}

export function claheOf(cv: OpenCv, source: Raster8, { clipLimit, tileColumns, tileRows }: ClaheParams): Raster8 {
  const equalizer = new cv.CLAHE(clipLimit, new cv.Size(tileColumns, tileRows));
  try {
    return computed(cv, source, (from, to) => equalizer.apply(from, to));
  } finally {
    equalizer.delete();
  }
}

function gaussianBlurOf(
  cv: OpenCv,
  source: Raster8,
  { kernelSize, sigma }: ValuesOf<typeof gaussianBlur.params>,
): Raster8 {
  return computed(cv, source, (from, to) =>
    cv.GaussianBlur(from, to, new cv.Size(kernelSize, kernelSize), sigma, sigma, cv.BORDER_DEFAULT),
  );
}

export function medianOf(cv: OpenCv, source: Raster8, { kernelSize }: ValuesOf<typeof median.params>): Raster8 {
  return computed(cv, source, (from, to) => cv.medianBlur(from, to, kernelSize));
}

/** Those set, or those that the image decides on, from gradients pixel by pixel. */
export function thresholdsOf(source: Raster8, params: CannyParams): CannyThresholds {
  const { lowThreshold: low, highThreshold: high, thresholds, edgeShare, apertureSize } = params;
  if (thresholds === 'manual') return { low, high };
  const { width, height } = source;
  const counts = new Array<number>(256).fill(0);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const magnitude = gradientAt(source, x, y, params).magnitude / (apertureSize === 7 ? 16 : 1);
      counts[magnitudeClass(Math.ceil(magnitude) >> magnitudeShift(apertureSize))]++;
    }
  }
  return foundThresholds(counts, Math.floor(edgeShare * width * height), params).thresholds;
}

/** Every operator as OpenCV computes it: what every engine must give, byte for byte. */
const OPERATORS_OF_OPENCV = {
  grayscale: (cv, source) =>
    source.channels === 1
      ? { ...source }
      : computed(cv, source, (from, to) => cv.cvtColor(from, to, cv.COLOR_RGB2GRAY)),
  equalize,
  clahe: claheOf,
  enhance: (cv, source, params: EnhanceParams) =>
    params.method === 'clahe' ? claheOf(cv, source, params) : equalize(cv, source),
  'gaussian-blur': gaussianBlurOf,
  median: medianOf,
  blur: (cv, source, params: BlurParams) =>
    params.method === 'median' ? medianOf(cv, source, params) : gaussianBlurOf(cv, source, params),
  canny: (cv, source, params: CannyParams) => {
    const { apertureSize, l2Gradient } = params;
    const { low, high } = thresholdsOf(source, params);
    return computed(cv, source, (from, to) => cv.Canny(from, to, low, high, apertureSize, l2Gradient));
  },
} as const satisfies Record<Exclude<OperatorId, 'window'>, (cv: OpenCv, source: Raster8, params: never) => Raster8>;

/** A graph as OpenCV computes it. */
export function oracleOf<G extends AnyGraph>(
  cv: OpenCv,
  graph: G,
  image: RasterImage,
  params: ParamsOf<G>,
): Record<StageIdOf<G>, RasterImage> {
  const given = graph.stages[graph.given].params;
  const window = given === null ? null : (params as Record<string, WindowParams>)[given];
  const planes: Record<string, Raster8> = { [graph.given]: window ? shownBy(window, image) : eightBitOf(image) };
  for (const id of graph.computed) {
    const { operator, inputs, params: group } = graph.stages[id];
    const compute = OPERATORS_OF_OPENCV[operator?.id as keyof typeof OPERATORS_OF_OPENCV] as (
      cv: OpenCv,
      source: Raster8,
      params: unknown,
    ) => Raster8;
    planes[id] = compute(cv, planes[inputs[0]], group === null ? null : (params as Record<string, unknown>)[group]);
  }
  return planes as Record<StageIdOf<G>, RasterImage>;
}

/** The standard graph as OpenCV computes it. */
export function oracleChain(cv: OpenCv, image: RasterImage, params: PipelineParams): Record<StageId, RasterImage> {
  return oracleOf(cv, STANDARD, image, params);
}

/** OpenCV.js has 2 GB, of which two matrices of a large image would take most: none is kept. */
function computed(cv: OpenCv, source: Raster8, compute: (from: Mat, to: Mat) => void): Raster8 {
  const from = matOf(cv, source);
  const to = new cv.Mat();
  try {
    compute(from, to);
    return grayRaster(source.width, source.height, new Uint8Array(to.data));
  } finally {
    from.delete();
    to.delete();
  }
}

/** The image in OpenCV's memory. The caller deletes it. */
export function matOf(cv: OpenCv, { width, height, channels, data }: Raster8): Mat {
  const mat = new cv.Mat(height, width, channels === 1 ? cv.CV_8UC1 : cv.CV_8UC3);
  mat.data.set(data);
  return mat;
}

/**
 * A gray image seen through a window; others as they are. Which shade a value has is known from {@link windowTable}, which is held
 * against rational numbers by a test of its own.
 */
export function shownBy(params: WindowParams, image: RasterImage, values?: SampleValues): Raster8 {
  const { width, height, channels, bitDepth, data } = image;
  if (channels === 3) return eightBitOf(image);
  let [from, to] = [65535, 0];
  for (const sample of data) [from, to] = [Math.min(from, sample), Math.max(to, sample)];
  const table = windowTable(values ?? plainValues(bitDepth, { from, to }), params);
  return grayRaster(
    width,
    height,
    Uint8Array.from(data, (sample) => table[sample]),
  );
}

function eightBitOf(image: RasterImage): Raster8 {
  const steps = eightBitSteps(image);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
