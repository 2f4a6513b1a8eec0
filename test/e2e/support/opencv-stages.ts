import { createRequire } from 'node:module';
import type * as OpenCv from '@techstark/opencv-js';
import { grayRaster, type Raster8 } from '../../../src/image/raster-image.ts';
import { DEFAULT_PARAMS, type PipelineParams } from '../../../src/pipeline/params.ts';
import type { StageId } from '../../../src/pipeline/stages.ts';

/** Every stage of `original`, computed by OpenCV itself. */
export async function opencvStages(
  original: Raster8,
  { blur, canny }: PipelineParams = DEFAULT_PARAMS,
): Promise<Record<StageId, Raster8>> {
  const cv = await loadOpencv();
  const { width, height } = original;
  const rgb = toRgb(original);
  const source = cv.matFromArray(height, width, cv.CV_8UC3, rgb.data as unknown as number[]);
  const [gray, enhanced, blurred, edges] = [new cv.Mat(), new cv.Mat(), new cv.Mat(), new cv.Mat()];
  cv.cvtColor(source, gray, cv.COLOR_RGB2GRAY);
  cv.equalizeHist(gray, enhanced);
  cv.GaussianBlur(enhanced, blurred, new cv.Size(blur.kernelSize, blur.kernelSize), blur.sigma);
  cv.Canny(blurred, edges, canny.lowThreshold, canny.highThreshold, canny.apertureSize, canny.l2Gradient);
  const take = (mat: OpenCv.Mat): Raster8 => grayRaster(width, height, Uint8Array.from(mat.data));
  const stages = {
    original: rgb,
    grayscale: take(gray),
    enhanced: take(enhanced),
    blurred: take(blurred),
    edges: take(edges),
  };
  for (const mat of [source, gray, enhanced, blurred, edges]) mat.delete();
  return stages;
}

/** As `cv2.imread` reads every file: in colour. */
export function toRgb(image: Raster8): Raster8 {
  if (image.channels === 3) return image;
  const data = new Uint8Array(image.data.length * 3);
  image.data.forEach((value, i) => data.fill(value, i * 3, i * 3 + 3));
  return { ...image, channels: 3, data };
}

type Cv = typeof OpenCv;

let loading: Promise<Cv> | undefined;

function loadOpencv(): Promise<Cv> {
  loading ??= new Promise((resolve) => {
    const module = createRequire(import.meta.url)('@techstark/opencv-js') as Cv & { then?: unknown };
    const ready = (): void => {
      // With a `then` of its own the module would look like a promise that never settles.
      delete module.then;
      resolve(module);
    };
    if (typeof module.Mat === 'function') ready();
    else module.onRuntimeInitialized = ready;
  });
  return loading;
}
