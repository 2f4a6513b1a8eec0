import { expect } from '@open-wc/testing';
import { annotatedImage } from '../../../../src/components/measuring/annotated.ts';
import { MESSAGES } from '../../../../src/components/words/messages.ts';
import type { ImagePoint, Measurement } from '../../../../src/measure/measurement.ts';
import { grayRaster, type Raster8 } from '../../../../src/image/raster-image.ts';

const black = (width: number, height: number): Raster8 => grayRaster(width, height, new Uint8Array(width * height));

/** How many pixels of its value are written in white, with a length between two places. */
function written(plane: Raster8, ...points: ImagePoint[]): number {
  const length: Measurement = { id: 1, kind: 'length', points };
  const { data } = annotatedImage(plane, { calibration: null, size: {}, list: [length] }, MESSAGES);
  let white = 0;
  for (let i = 0; i < data.length; i += 3) if (Math.min(data[i], data[i + 1], data[i + 2]) > 200) white++;
  return white;
}

describe('what is measured, drawn on a copy', () => {
  it('has all of a value, however near the picture’s edges it was measured', () => {
    const plane = black(300, 200);
    const whole = written(plane, { x: 40, y: 100 }, { x: 80, y: 100 });
    expect(whole).to.be.above(60);
    for (const [x, y] of [
      [296, 100],
      [296, 3],
      [200, 196],
    ]) {
      expect(written(plane, { x: x - 40, y }, { x, y }), `at ${x}, ${y}`).to.be.closeTo(whole, 0.25 * whole);
    }
  });

  it('sets it narrower where the picture has no room for it', () => {
    const plane = black(40, 60);
    const whole = written(black(300, 60), { x: 10, y: 30 }, { x: 30, y: 30 });
    expect(written(plane, { x: 10, y: 30 }, { x: 30, y: 30 })).to.be.within(0.1 * whole, 1.1 * whole);
  });
});
