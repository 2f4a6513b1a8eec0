import { eightBitSteps, grayRaster, type Raster8, type RasterImage } from '../../src/image/raster-image.ts';
import type { PipelineParams } from '../../src/pipeline/params.ts';
import type { StageId } from '../../src/pipeline/standard-graph.ts';

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
  cvtColor(source: Mat, target: Mat, code: number): void;
  equalizeHist(source: Mat, target: Mat): void;
  GaussianBlur(source: Mat, target: Mat, size: object, sigmaX: number, sigmaY: number, border: number): void;
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

/** The chain as OpenCV computes it: what every engine must give, byte for byte. */
export function oracleChain(cv: OpenCv, image: RasterImage, params: PipelineParams): Record<StageId, RasterImage> {
  const original = eightBitOf(image);
  const { width, height } = original;
  const { blur, canny } = params;
  // Each image goes when the next is made: OpenCV.js has 2 GB, of which those of a large one would take most.
  let mat = matOf(cv, original);
  const next = (compute: (from: Mat, to: Mat) => void): RasterImage => {
    const from = mat;
    mat = new cv.Mat();
    try {
      compute(from, mat);
    } finally {
      from.delete();
    }
    return grayRaster(width, height, new Uint8Array(mat.data));
  };
  try {
    const size = new cv.Size(blur.kernelSize, blur.kernelSize);
    return {
      original,
      grayscale:
        original.channels === 1 ? { ...original } : next((from, to) => cv.cvtColor(from, to, cv.COLOR_RGB2GRAY)),
      enhanced: next((from, to) => cv.equalizeHist(from, to)),
      blurred: next((from, to) => cv.GaussianBlur(from, to, size, blur.sigma, blur.sigma, cv.BORDER_DEFAULT)),
      edges: next((from, to) =>
        cv.Canny(from, to, canny.lowThreshold, canny.highThreshold, canny.apertureSize, canny.l2Gradient),
      ),
    };
  } finally {
    mat.delete();
  }
}

/** The image in OpenCV's memory. The caller deletes it. */
export function matOf(cv: OpenCv, { width, height, channels, data }: Raster8): Mat {
  const mat = new cv.Mat(height, width, channels === 1 ? cv.CV_8UC1 : cv.CV_8UC3);
  mat.data.set(data);
  return mat;
}

function eightBitOf(image: RasterImage): Raster8 {
  const steps = eightBitSteps(image);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
