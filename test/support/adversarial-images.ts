import { grayRaster, type Raster8, type RasterImage } from '../../src/image/raster-image.ts';
import { noise, paint, slantedEdge, type NamedImage } from './images.ts';

/**
 * Images whose equalisation table has an entry that is wrong unless every rounding to single precision is repeated, or
 * unless halves go to the even number.
 */
export function equalizationTies(): NamedImage[] {
  return [...findTies(12), productTie()].map(({ sum, spread }) => ({
    name: `equalisation of ${sum} in ${spread}`,
    image: threeValues(sum, spread),
  }));
}

/** `sum` pixels of the second value out of `spread` that are not of the first. */
function threeValues(sum: number, spread: number): Raster8 {
  const height = Math.max(3, Math.floor(Math.sqrt(spread) / 8));
  const width = Math.ceil((spread + 1) / height);
  const first = width * height - spread;
  const data = new Uint8Array(width * height).fill(200);
  data.fill(17, 0, first);
  data.fill(60, first, first + sum);
  return grayRaster(width, height, data);
}

/** Pairs for which `round(255·sum/spread)` and OpenCV's single-precision result differ, then plain ties. */
function findTies(wanted: number): { sum: number; spread: number }[] {
  const found = [];
  for (let spread = 500; found.length < wanted; spread++) {
    const scale = Math.fround(255 / spread);
    for (let sum = 1; sum < spread; sum++) {
      const exact = (255 * sum) / spread;
      const single = Math.fround(sum * scale);
      if (toEven(exact) !== toEven(single)) {
        found.push({ sum, spread });
        break;
      }
    }
  }
  // 255/510 and 255/170 are exact in single precision: here only the direction of halves decides.
  return [...found, { sum: 1, spread: 510 }, { sum: 3, spread: 510 }, { sum: 1, spread: 170 }, { sum: 3, spread: 170 }];
}

/**
 * 255 / (3·2²⁰) is exact in single precision, and its product with this sum lies exactly between two such numbers, just
 * above a half: rounded to the even one it is that half, which goes down; any other rounding goes up.
 */
function productTie(): { sum: number; spread: number } {
  const spread = 3 * 2 ** 20;
  for (let below = 128; below < 255; below += 2) {
    const sum = ((2 * below + 1) * 2 ** 19 + 8) / 85;
    if (Number.isInteger(sum)) return { sum, spread };
  }
  throw new Error('There is no such sum.');
}

function toEven(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

/**
 * Images full of equal neighbouring gradients, and of gradients near the limits between Canny's four directions. They are
 * meant to come to it as they are: equalised they would be others.
 */
export function cannyTies(): NamedImage[] {
  const directions = [0, 22.5, 45, 67.5, 90, 112.5, 135, 157.5, 202.5, 247.5, 292.5, 337.5];
  return [
    ...[2, 3, 4, 6].map((levels) => ({ name: `${levels} levels`, image: noise(60, 60, levels, levels) })),
    // Few pairs of dx and dy lie so near a limit that its last digit decides: it takes many pixels to meet some.
    { name: 'many directions', image: noise(1100, 1000, 77) },
    ...[0.5, 2, 6].flatMap((softness) =>
      directions.map((degrees) => ({
        name: `edge across ${degrees}°, ${softness} soft`,
        image: slantedEdge(32, degrees, softness),
      })),
    ),
    {
      name: 'blocks',
      image: paint(48, 48, (x, y) => 40 + 30 * ((x >> 2) % 3) + 25 * ((y >> 2) % 3)),
    },
  ];
}

/** A long path, and how to see that an edge detection followed it. */
export interface PathImage extends NamedImage {
  /** The path's borders are stronger than `low` and, but for its wide beginning, weaker than `high`. */
  readonly thresholds: { readonly lowThreshold: number; readonly highThreshold: number };
  /** A pixel near the path's far end, and how far around it an edge must be found. */
  readonly farEnd: { readonly x: number; readonly y: number };
  /** First row of the path's wide beginning; strong pixels are found only there and below. */
  readonly beginning: number;
}

/** Distance between two turns of a path. */
const PITCH = 8;
const THICKNESS = 1;
/** Rows of a path's wide beginning, and by how much it is wider on each side: blur leaves it a stronger edge. */
const WIDE_ROWS = 8;
const WIDENING = 3;

/** Back and forth over the whole image, from its wide beginning at the bottom up. */
export function serpentine(size: number): PathImage {
  const turns = Math.floor(size / PITCH);
  const top = PITCH / 2;
  const [left, right] = [PITCH / 2, size - PITCH];
  const runs: Rectangle[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const y = top + turn * PITCH;
    runs.push({ x: left, y, width: right - left, height: THICKNESS });
    const x = turn % 2 === 0 ? right - THICKNESS : left;
    runs.push({ x, y, width: THICKNESS, height: PITCH + THICKNESS });
  }
  return pathImage(`serpentine of ${size}`, size, top + turns * PITCH, runs, { x: left, y: top });
}

/** Straight up from its wide beginning at the bottom. */
export function straight(width: number, height: number): PathImage {
  const x = width >> 1;
  const run = { x, y: PITCH / 2, width: THICKNESS, height: height - PITCH / 2 };
  return pathImage(`line of ${height}`, width, height, [run], { x, y: PITCH / 2 });
}

/** Rows for columns; what is said of its places no longer holds. */
export function transposed({ width, height, channels, data }: RasterImage): Raster8 {
  if (channels !== 1) throw new Error('Only gray images are transposed.');
  const turned = new Uint8Array(data.length);
  for (let i = 0; i < turned.length; i++) turned[i] = data[(i % height) * width + Math.floor(i / height)];
  return grayRaster(height, width, turned);
}

/** Around and around, from its wide beginning at the bottom to the middle. */
export function spiral(size: number): PathImage {
  const runs: Rectangle[] = [];
  const turns = Math.floor(size / (2 * PITCH)) - 1;
  for (let turn = 0; turn < turns; turn++) {
    const near = PITCH / 2 + turn * PITCH;
    const far = size - PITCH - turn * PITCH;
    // Up the left side, over the top, down the right, back along the bottom as far as the next turn begins.
    const bottom = turn === 0 ? size : far + PITCH;
    runs.push({ x: near, y: near, width: THICKNESS, height: bottom - near });
    runs.push({ x: near, y: near, width: far - near, height: THICKNESS });
    runs.push({ x: far - THICKNESS, y: near, width: THICKNESS, height: far - near });
    runs.push({ x: near + PITCH, y: far - THICKNESS, width: far - near - PITCH, height: THICKNESS });
  }
  const last = PITCH / 2 + (turns - 1) * PITCH;
  const end = size - PITCH - (turns - 1) * PITCH;
  return pathImage(`spiral of ${size}`, size, size, runs, { x: last + PITCH, y: end - THICKNESS });
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Draws the path `runs`, whose last rows are its beginning, and below it a block that touches nothing. The block must be
 * bright and large: equalisation gives the path the gray value that its share of all pixels but the darkest has, here
 * about 75 of 255.
 */
function pathImage(
  name: string,
  width: number,
  height: number,
  runs: readonly Rectangle[],
  farEnd: { x: number; y: number },
): PathImage {
  const onPath = new Uint8Array(width * height);
  for (const run of runs) {
    for (let y = run.y; y < Math.min(height, run.y + run.height); y++) {
      onPath.fill(1, y * width + run.x, y * width + run.x + run.width);
    }
  }
  const beginning = height - WIDE_ROWS;
  for (let y = beginning; y < height; y++) {
    const row = onPath.subarray(y * width, (y + 1) * width);
    row.fill(1, row.indexOf(1) - WIDENING, row.lastIndexOf(1) + WIDENING + 1);
  }
  const length = onPath.reduce((sum, pixel) => sum + pixel, 0);
  const blockTop = height + PITCH;
  const blockHeight = Math.ceil((2.4 * length) / width);
  const image = paint(width, blockTop + blockHeight, (x, y) => {
    if (y >= blockTop) return 200;
    return onPath[y * width + x] === 1 ? 60 : 10;
  });
  return { name, image, thresholds: { lowThreshold: 60, highThreshold: 180 }, farEnd, beginning };
}
