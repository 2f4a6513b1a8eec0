import { grayRaster, type Raster16, type Raster8 } from '../../src/image/raster-image.ts';

/** A test image with the name it has in failure messages. */
export interface NamedImage {
  readonly name: string;
  readonly image: Raster8;
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A gray image whose pixels `valueAt` gives; values are rounded and held within 0…255. */
export function paint(width: number, height: number, valueAt: (x: number, y: number) => number): Raster8 {
  const data = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[y * width + x] = valueAt(x, y);
  return grayRaster(width, height, new Uint8Array(data.buffer));
}

export function flat(width: number, height: number, value: number): Raster8 {
  return paint(width, height, () => value);
}

/** Independent values of which there are `levels`, spread over 0…255. Few levels make many equal neighbours. */
export function noise(width: number, height: number, seed: number, levels = 256): Raster8 {
  const random = seededRandom(seed);
  return paint(width, height, () => Math.floor(random() * levels) * (255 / Math.max(1, levels - 1)));
}

export function rgbNoise(width: number, height: number, seed: number): Raster8 {
  const random = seededRandom(seed);
  const data = Uint8Array.from({ length: width * height * 3 }, () => Math.floor(random() * 256));
  return { width, height, channels: 3, bitDepth: 8, data };
}

/** Colours whose gray value lies exactly between two whole numbers, so that it shows which way halves go. */
export function rgbHalves(): Raster8 {
  const colours: number[] = [];
  for (let red = 0; colours.length < 3 * 64; red++) {
    for (let green = 0; green < 256; green++) {
      for (let blue = 0; blue < 256; blue++) {
        if ((9798 * red + 19235 * green + 3735 * blue) % 32768 === 16384) colours.push(red, green, blue);
      }
    }
  }
  return { width: 8, height: 8, channels: 3, bitDepth: 8, data: Uint8Array.from(colours.slice(0, 3 * 64)) };
}

/** Samples whose low byte matters to nobody. */
export function noise16(width: number, height: number, channels: 1 | 3, seed: number): Raster16 {
  const random = seededRandom(seed);
  const data = Uint16Array.from({ length: width * height * channels }, () => Math.floor(random() * 65536));
  return { width, height, channels, bitDepth: 16, data };
}

/** A ramp across a direction in degrees: 0 rises to the right, 90 downwards. */
export function gradient(width: number, height: number, degrees: number): Raster8 {
  const across = Math.cos((degrees * Math.PI) / 180);
  const down = Math.sin((degrees * Math.PI) / 180);
  const length = width * Math.abs(across) + height * Math.abs(down);
  return paint(width, height, (x, y) => 127.5 + (255 * ((x - width / 2) * across + (y - height / 2) * down)) / length);
}

/** A soft edge through the middle, across a direction in degrees. */
export function slantedEdge(size: number, degrees: number, softness: number): Raster8 {
  const across = Math.cos((degrees * Math.PI) / 180);
  const down = Math.sin((degrees * Math.PI) / 180);
  return paint(
    size,
    size,
    (x, y) => 127.5 + (127.5 * ((x - size / 2) * across + (y - size / 2) * down)) / Math.max(softness, 1e-9),
  );
}

export function checkerboard(width: number, height: number, cell: number): Raster8 {
  return paint(width, height, (x, y) => ((Math.floor(x / cell) + Math.floor(y / cell)) % 2) * 255);
}

/** One-pixel lines: upright, level and both diagonals. */
export function lines(width: number, height: number): Raster8 {
  return paint(width, height, (x, y) =>
    x % 11 === 5 || y % 13 === 6 || (x + y) % 17 === 3 || (x - y) % 19 === 4 ? 220 : 30,
  );
}

/** A bright body with ribs, a spine and grain on a dark ground. */
export function radiograph(width: number, height: number, seed = 1): Raster8 {
  const random = seededRandom(seed);
  return paint(width, height, (x, y) => {
    const across = x / width - 0.5;
    const down = y / height - 0.5;
    const body = 150 * Math.exp(-7 * (across * across + down * down));
    const ribs = Math.sin(28 * down + 20 * across * across) > 0.6 ? 25 : 0;
    const spine = Math.abs(across) < 0.05 ? 35 : 0;
    return 20 + body + ribs + spine + (random() + random() + random() - 1.5) * 16;
  });
}

/** Images that between them reach every ordinary path of an engine. */
export function ordinaryImages(): NamedImage[] {
  const named = (name: string, image: Raster8): NamedImage => ({ name, image });
  return [
    ...[0, 128, 255].map((value) => named(`flat ${value}`, flat(33, 17, value))),
    ...[0, 90, 45, 180, 22.5, 67.5].map((degrees) => named(`gradient ${degrees}°`, gradient(65, 40, degrees))),
    ...[1, 2, 3, 8].map((cell) => named(`checkerboard of ${cell}`, checkerboard(37, 50, cell))),
    named('one-pixel lines', lines(90, 71)),
    named('noise', noise(64, 64, 1)),
    named('noise of odd size', noise(61, 53, 2)),
    named('rgb noise', rgbNoise(67, 45, 3)),
    named('rgb halves', rgbHalves()),
    named('flat rgb', { width: 5, height: 7, channels: 3, bitDepth: 8, data: new Uint8Array(105).fill(77) }),
    named('radiograph', radiograph(160, 120)),
    ...TINY_SIZES.flatMap(([width, height]) => [
      named(`${width} × ${height} noise`, noise(width, height, width * 100 + height)),
      named(`${width} × ${height} rgb noise`, rgbNoise(width, height, width * 100 + height)),
    ]),
  ];
}

const TINY_SIZES = [
  [1, 1],
  [2, 1],
  [1, 2],
  [2, 2],
  [3, 3],
  [1, 40],
  [40, 1],
  [2, 33],
  [33, 2],
  [4, 4],
  [5, 3],
  [7, 9],
  [127, 3],
  [3, 129],
] as const;
