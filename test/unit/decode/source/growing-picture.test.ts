import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { GrowingPicture } from '../../../../src/decode/source/growing-picture.ts';

/** What is on a canvas that has no more to do than to be shown. */
type Shown = { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number };

beforeEach(() => {
  class FakeImageData {
    readonly data: Uint8ClampedArray;
    constructor(
      readonly width: number,
      readonly height: number,
    ) {
      this.data = new Uint8ClampedArray(4 * width * height);
    }
  }
  class FakeCanvas {
    private pixels = new Uint8ClampedArray();
    constructor(
      readonly width: number,
      readonly height: number,
    ) {}
    getContext(): object {
      return {
        putImageData: ({ data }: Shown) => void (this.pixels = data.slice()),
        drawImage: ({ pixels }: FakeCanvas) => void (this.pixels = pixels),
        setTransform: () => undefined,
      };
    }
    transferToImageBitmap(): Shown {
      return { data: this.pixels, width: this.width, height: this.height };
    }
  }
  vi.stubGlobal('ImageData', FakeImageData);
  vi.stubGlobal('OffscreenCanvas', FakeCanvas);
});
afterEach(() => vi.unstubAllGlobals());

function growing(width: number, height: number, channels: 1 | 3) {
  const shown: Shown[] = [];
  let time = 0;
  const data = Uint8Array.from({ length: width * height * channels }, (_, i) => 1 + (i % 250));
  const picture = new GrowingPicture(
    { width, height, channels, data },
    1,
    (bitmap) => shown.push(bitmap as unknown as Shown),
    () => time,
  );
  const grow = (after: number, rows: number, grid?: number): void => {
    time += after;
    picture.grow(rows, grid);
  };
  return { data, shown, grow };
}

it('a picture is shown as its rows come, and not more often than can be looked at', () => {
  const { shown, grow } = growing(4, 6, 1);
  grow(39, 1);
  expect(shown).toHaveLength(0);
  grow(1, 2);
  grow(99, 3);
  grow(1, 4);
  expect(shown.map(({ data }) => data.filter((alpha, i) => i % 4 === 3 && alpha === 255).length / 4)).toEqual([2, 4]);
  expect([...shown[1].data.subarray(0, 8)]).toEqual([1, 1, 1, 255, 2, 2, 2, 255]);
});

it('a large one is shown reduced, in its colours', () => {
  const { data, shown, grow } = growing(3000, 5, 3);
  grow(100, 5);
  expect([shown[0].width, shown[0].height]).toEqual([1000, 2]);
  expect([...shown[0].data.subarray(4, 8)]).toEqual([data[9], data[10], data[11], 255]);
});

it('of an interlaced one the pixels of the first pass stand for their squares', () => {
  const { data, shown, grow } = growing(20, 16, 1);
  grow(100, 16, 8);
  const at = (x: number, y: number): number => shown[0].data[4 * (20 * y + x)];
  expect([at(0, 0), at(7, 7), at(8, 7), at(19, 15)]).toEqual([data[0], data[0], data[8], data[20 * 8 + 16]]);
});

it('where there are no canvases nothing is shown, and nothing fails', () => {
  vi.unstubAllGlobals();
  const { shown, grow } = growing(4, 6, 1);
  grow(100, 6);
  expect(shown).toEqual([]);
});
