import jpegJs from 'jpeg-js';
import fc from 'fast-check';
import { codedDicom, codestreamFixtures } from './codestream-fixtures.ts';
import { cellsOf, describing, dicomFile, nativeBytes, rleFrame, SYNTAX, type MadePicture } from './dicom-maker.ts';
import { DICOM_SEEDS } from './dicom-seeds.ts';
import { seededRandom } from './images.ts';
import { jpegFixtures } from './jpeg-fixtures.ts';
import { losslessJpeg } from './lossless-jpeg-maker.ts';
import { makePng, type PngRecipe } from './png-maker.ts';
import { fileOfFilm, madeFilm } from './random-dicom.ts';

/** A file as it may lie in somebody's folder. */
export interface MixedFilm {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Whether it can be read; of others it is known that they cannot. */
  readonly isSound: boolean;
}

/** What is made of a number, another file for each. */
type Maker = (seed: number) => Uint8Array | Promise<Uint8Array>;

interface Kind {
  readonly extension: string;
  readonly make: Maker;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const sizeOf = (seed: number): Size => ({ width: 20 + ((seed * 7) % 29), height: 14 + ((seed * 11) % 23) });

/** Samples of so many bits, with what radiographs have: a bright body with edges, and grain. */
function samplesOf({ width, height }: Size, seed: number, bits: number, channels = 1): number[] {
  const random = seededRandom(seed);
  const top = 2 ** bits - 1;
  return Array.from({ length: width * height * channels }, (_, i) => {
    const x = Math.floor(i / channels) % width;
    const y = Math.floor(i / channels / width);
    const bone = Math.abs(x - width / 2) < 3 + (seed % 4) ? 0.35 : 0;
    const body = 0.5 * Math.exp(-(((2 * x) / width - 1) ** 2) - ((2 * y) / height - 1) ** 2);
    return Math.min(top, Math.round(top * (body + bone + 0.1 * random() + 0.03 * (i % channels))));
  });
}

const SAMPLES = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;

function png(colorType: PngRecipe['colorType'], bitDepth: PngRecipe['bitDepth'], interlaced = false): Kind {
  return {
    extension: 'png',
    make: (seed) => {
      const size = sizeOf(seed);
      const channels = SAMPLES[colorType];
      const samples = samplesOf(size, seed, bitDepth, channels);
      const pixel = (x: number, y: number): number[] => {
        const at = (y * size.width + x) * channels;
        return samples.slice(at, at + channels);
      };
      const palette = Array.from({ length: 3 * 2 ** Math.min(8, bitDepth) }, (_, i) => (i * (37 + seed)) % 256);
      const filter = (row: number): number => (row + seed) % 5;
      const own = colorType === 3 ? { palette } : {};
      return makePng({ ...size, colorType, bitDepth, pixel, interlaced, filter, ...own });
    },
  };
}

const jpegs = jpegFixtures().filter(({ expected }) => expected !== null && expected.bits === undefined);

/** Of libjpeg's making: baseline and progressive, of all samplings, with restarts, orientations, arithmetic coding. */
const anyJpeg: Kind = { extension: 'jpg', make: (seed) => jpegs[(seed * 13) % jpegs.length].bytes };

const colourJpeg: Kind = {
  extension: 'jpeg',
  make: (seed) => {
    const size = sizeOf(seed);
    const data = Uint8Array.from(samplesOf(size, seed, 8, 4));
    return jpegJs.encode({ ...size, data }, 60 + (seed % 40)).data;
  },
};

type PictureOptions = Partial<Omit<MadePicture, 'rows' | 'columns' | 'values'>>;

function pictureOf(seed: number, { bits = 12, samples = 1, ...options }: PictureOptions): MadePicture {
  const size = sizeOf(seed);
  const values = samplesOf(size, seed, bits, samples);
  return { rows: size.height, columns: size.width, values, bits, samples, ...options };
}

function dicom(syntax: string, options: PictureOptions = {}): Kind {
  return {
    extension: 'dcm',
    make: (seed) => {
      const picture = pictureOf(seed, options);
      const pixels = pixelsOf(syntax, picture);
      return dicomFile({ syntax, elements: describing(picture, planar(picture)), pixels });
    },
  };
}

/** Where there are several samples, which is first is told. */
const planar = ({ samples }: MadePicture): Parameters<typeof describing>[1] =>
  samples === 3 ? [[0x00280006, 'US', [0]]] : [];

function pixelsOf(syntax: string, picture: MadePicture): Parameters<typeof dicomFile>[0]['pixels'] {
  const cells = cellsOf(picture);
  if (syntax === SYNTAX.rle) return { table: [], fragments: [rleFrame(cells, picture.samples)] };
  if (syntax !== SYNTAX.lossless && syntax !== SYNTAX.lossless1) return nativeBytes(cells, syntax !== SYNTAX.big);
  const { rows: height, columns: width, bits: precision = 12, samples: components } = picture;
  const predictor = syntax === SYNTAX.lossless1 ? 1 : 1 + (height % 7);
  const coded = losslessJpeg({ width, height, samples: cells, components, precision, predictor });
  return { table: [], fragments: [coded] };
}

const codestreams = codestreamFixtures();

async function randomFilm(seed: number): Promise<Uint8Array> {
  const [film] = fc.sample(madeFilm, { seed, numRuns: 1 });
  return new Uint8Array(await fileOfFilm(film).arrayBuffer());
}

const KINDS: Readonly<Record<string, Kind>> = {
  'gray 8': png(0, 8),
  any: anyJpeg,
  'gray 16': png(0, 16),
  coded: { extension: 'dcm', make: (seed) => codedDicom(codestreams[seed % codestreams.length]) },
  'rgb 8': png(2, 8),
  lossless: dicom(SYNTAX.lossless, { bits: 12 }),
  'palette 8': png(3, 8),
  rle: dicom(SYNTAX.rle),
  'rgba 8': png(6, 8),
  deflated: dicom(SYNTAX.deflated, { bits: 16 }),
  'progressive or not': anyJpeg,
  'of any attributes': { extension: '', make: randomFilm },
  'gray alpha 8': png(4, 8),
  'first of its lossless': dicom(SYNTAX.lossless1, { bits: 8 }),
  'rgb 16': png(2, 16),
  colours: dicom(SYNTAX.explicit, { bits: 8, samples: 3, photometric: 'RGB' }),
  photo: colourJpeg,
  'of several frames': { extension: 'dcm', make: (seed) => DICOM_SEEDS[seed % DICOM_SEEDS.length] },
  'gray 1': png(0, 1),
  'with the high byte first': dicom(SYNTAX.big, { bits: 10 }),
  interlaced: png(2, 8, true),
  implicit: dicom(SYNTAX.implicit, { bits: 14, photometric: 'MONOCHROME1' }),
  'gray 4': png(0, 4),
  'rle in colours': dicom(SYNTAX.rle, { bits: 8, samples: 3, photometric: 'RGB' }),
  'rgba 16': png(6, 16),
  signed: dicom(SYNTAX.explicit, { bits: 13, signed: true }),
  'palette 2': png(3, 2),
  'gray alpha 16, interlaced': png(4, 16, true),
};

const cut =
  (kind: Kind, end: number): Maker =>
  async (seed) =>
    (await kind.make(seed)).slice(0, end);

const BROKEN: readonly Kind[] = [
  { extension: 'png', make: () => new Uint8Array(0) },
  { extension: 'jpg', make: () => new TextEncoder().encode('This is no image.') },
  { extension: 'png', make: cut(png(0, 8), -40) },
  { extension: 'dcm', make: cut(dicom(SYNTAX.explicit), -100) },
  { extension: 'jpg', make: cut(anyJpeg, 30) },
];

/** Every so many one is broken. */
const BROKEN_EVERY = 19;

/** So many files of all kinds, the same each time, in the order of their names. None is broken unless that is wanted. */
export async function mixedFilms(count: number, { broken = false } = {}): Promise<MixedFilm[]> {
  const kinds = Object.entries(KINDS);
  const films: MixedFilm[] = [];
  for (let i = 0; i < count; i++) {
    const isBroken = broken && i % BROKEN_EVERY === BROKEN_EVERY - 1;
    const which = Math.floor(i / BROKEN_EVERY) % BROKEN.length;
    const [kind, { extension, make }] = isBroken ? ['broken', BROKEN[which]] : kinds[i % kinds.length];
    const name = `${String(i).padStart(4, '0')} ${kind}${extension && '.'}${extension}`;
    films.push({ name, bytes: await make(i), isSound: !isBroken });
  }
  return films;
}
