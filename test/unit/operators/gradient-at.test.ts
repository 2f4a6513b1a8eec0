import { beforeAll, describe, expect, it } from 'vitest';
import type { Raster8 } from '../../../src/image/raster-image.ts';
import { DEFAULT_PARAMS } from '../../../src/pipeline/params.ts';
import { gradientAt } from '../../../src/operators/gradient-at.ts';
import { noise, radiograph } from '../../support/images.ts';
import { loadOpenCv, matOf, type OpenCv } from '../../support/opencv.ts';

let cv: OpenCv;
beforeAll(async () => {
  cv = await loadOpenCv();
});

/** As Canny calls it. */
function sobel(image: Raster8, aperture: number, axis: 'x' | 'y'): Int16Array {
  const source = matOf(cv, image);
  const result = new cv.Mat();
  const [dx, dy] = axis === 'x' ? [1, 0] : [0, 1];
  cv.Sobel(source, result, cv.CV_16S, dx, dy, aperture, aperture === 7 ? 1 / 16 : 1, 0, cv.BORDER_REPLICATE);
  const values = Int16Array.from(result.data16S);
  source.delete();
  result.delete();
  return values;
}

describe('gradientAt', () => {
  for (const apertureSize of [3, 5, 7] as const) {
    it(`is OpenCV's Sobel at every pixel, aperture ${apertureSize}`, () => {
      for (const image of [noise(23, 17, 1), radiograph(40, 30), noise(1, 5, 2), noise(4, 1, 3)]) {
        const dx = sobel(image, apertureSize, 'x');
        const dy = sobel(image, apertureSize, 'y');
        const scale = apertureSize === 7 ? 16 : 1;
        for (let i = 0; i < dx.length; i++) {
          const at = [i % image.width, Math.floor(i / image.width)] as const;
          const l1 = gradientAt(image, ...at, { ...DEFAULT_PARAMS.canny, apertureSize });
          expect([l1.dx + 0, l1.dy + 0, l1.magnitude]).toEqual([
            dx[i],
            dy[i],
            (Math.abs(dx[i]) + Math.abs(dy[i])) * scale,
          ]);
          const l2 = gradientAt(image, ...at, { ...DEFAULT_PARAMS.canny, apertureSize, l2Gradient: true });
          expect(l2.magnitude).toBeCloseTo(Math.hypot(dx[i], dy[i]) * scale, 9);
        }
      }
    });
  }
});
