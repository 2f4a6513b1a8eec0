// @ts-check
// Small codestreams of JPEG-LS, JPEG 2000 and High-Throughput JPEG 2000, with the samples that went in, for test/support/codestream-fixtures.ts:
//
//     npm install --no-save @cornerstonejs/codec-openjph@2.4.11
//     node scripts/codestream-fixtures.mjs
//
// The encoders are CharLS and OpenJPEG of the packages whose decoders are shipped, OpenJPH, which is no dependency, and for colours of more than 8 bits OpenJPEG's own
// `opj_compress` (Debian: libopenjp2-tools).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * @typedef {object} Picture
 * @property {number} bits
 * @property {boolean} [signed]
 * @property {number} [components]
 */

const WIDTH = 19;
const HEIGHT = 13;
const require = createRequire(import.meta.url);

/** Edges, a slope and noise over the whole range. @param {Picture} picture @returns {number[]} */
function samplesOf({ bits, signed = false, components = 1 }) {
  const range = 2 ** bits;
  return Array.from({ length: WIDTH * HEIGHT * components }, (_, i) => {
    const x = Math.floor(i / components) % WIDTH;
    const value =
      x % 7 === 0
        ? (i % 2) * (range - 1)
        : Math.floor((i * range) / (WIDTH * HEIGHT * components)) ^ ((i * i * 31) % 5);
    return signed ? value - range / 2 : value;
  });
}

/** @param {string} name a package @param {string} file its script */
async function load(name, file) {
  const script = require.resolve(name).replace(/[^\\/]+$/, file);
  const wasmBinary = readFileSync(script.replace(/\.js$/, '.wasm'));
  return require(script)({ wasmBinary, print: () => undefined, printErr: () => undefined });
}

/** @param {number[]} samples @param {Picture} picture */
function bytesOf(samples, { bits }) {
  return bits > 8 ? new Uint8Array(Int16Array.from(samples).buffer) : Uint8Array.from(samples);
}

/**
 * @param {any} encoder of Emscripten's making
 * @param {number[]} samples
 * @param {Picture} picture
 * @param {(encoder: any) => void} setUp
 */
function encode(encoder, samples, picture, setUp) {
  const { bits, signed = false, components = 1 } = picture;
  const info = {
    width: WIDTH,
    height: HEIGHT,
    bitsPerSample: bits,
    componentCount: components,
    isSigned: signed,
    isUsingColorTransform: components === 3,
  };
  encoder.getDecodedBuffer(info).set(bytesOf(samples, picture));
  setUp(encoder);
  encoder.encode();
  const coded = Buffer.from(encoder.getEncodedBuffer());
  encoder.delete();
  return coded;
}

/** @param {readonly string[]} options of `opj_compress` */
const compressed =
  (options) =>
  (/** @type {number[]} */ samples, /** @type {Picture} */ { bits }) => {
    const folder = mkdtempSync(join(tmpdir(), 'xray-lab-codestreams-'));
    const [from, to] = [join(folder, 'picture.ppm'), join(folder, 'picture.j2k')];
    const body = Buffer.alloc(2 * samples.length);
    samples.forEach((sample, i) => body.writeUInt16BE(sample, 2 * i));
    writeFileSync(from, Buffer.concat([Buffer.from(`P6\n${WIDTH} ${HEIGHT}\n${2 ** bits - 1}\n`), body]));
    execFileSync('opj_compress', ['-i', from, '-o', to, '-n', '3', ...options], { stdio: 'ignore' });
    const coded = readFileSync(to);
    rmSync(folder, { recursive: true });
    return coded;
  };

const charls = await load('@cornerstonejs/codec-charls', 'charlswasm.js');
const openjpeg = await load('@cornerstonejs/codec-openjpeg', 'openjpegwasm.js');
const openjph = await load('@cornerstonejs/codec-openjph', 'openjphjs.js');

/** @param {number} near @param {number} interleave none, line, sample */
const jpegLs = (near, interleave) => (/** @type {any} */ encoder) => {
  encoder.setNearLossless(near);
  encoder.setInterleaveMode(interleave);
};
const jpeg2000 = (/** @type {any} */ encoder) => {
  encoder.setDecompositions(2);
  encoder.setQuality(true, 1);
  encoder.setCompressionRatio(0, 0);
};
const highThroughput = (/** @type {any} */ encoder) => {
  encoder.setDecompositions(2);
  encoder.setQuality(true, 0);
};

/** @typedef {(samples: number[], picture: Picture) => Buffer} Encode */

/** @type {readonly [name: string, syntax: string, picture: Picture, encoder: (() => any) | null, setUp: ((encoder: any) => void) | Encode, near?: number][]} */
const FIXTURES = [
  ['JPEG-LS, 8 bits', '80', { bits: 8 }, () => new charls.JpegLSEncoder(), jpegLs(0, 0)],
  ['JPEG-LS, 12 bits', '80', { bits: 12 }, () => new charls.JpegLSEncoder(), jpegLs(0, 0)],
  ['JPEG-LS, 16 bits', '80', { bits: 16 }, () => new charls.JpegLSEncoder(), jpegLs(0, 0)],
  ['JPEG-LS, near-lossless', '81', { bits: 12 }, () => new charls.JpegLSEncoder(), jpegLs(3, 0), 3],
  ['JPEG-LS, colours by line', '80', { bits: 8, components: 3 }, () => new charls.JpegLSEncoder(), jpegLs(0, 1)],
  ['JPEG-LS, colours by pixel', '80', { bits: 8, components: 3 }, () => new charls.JpegLSEncoder(), jpegLs(0, 2)],
  ['JPEG-LS, colours by plane', '80', { bits: 8, components: 3 }, () => new charls.JpegLSEncoder(), jpegLs(0, 0)],
  ['JPEG 2000, 8 bits', '90', { bits: 8 }, () => new openjpeg.J2KEncoder(), jpeg2000],
  ['JPEG 2000, 12 bits', '90', { bits: 12 }, () => new openjpeg.J2KEncoder(), jpeg2000],
  ['JPEG 2000, 16 bits', '90', { bits: 16 }, () => new openjpeg.J2KEncoder(), jpeg2000],
  ['JPEG 2000, 12 bits and a sign', '90', { bits: 12, signed: true }, () => new openjpeg.J2KEncoder(), jpeg2000],
  ['JPEG 2000, colours', '90', { bits: 8, components: 3 }, () => new openjpeg.J2KEncoder(), jpeg2000],
  ['HTJ2K, 8 bits', '201', { bits: 8 }, () => new openjph.HTJ2KEncoder(), highThroughput],
  ['HTJ2K, 12 bits', '201', { bits: 12 }, () => new openjph.HTJ2KEncoder(), highThroughput],
  ['HTJ2K, 16 bits and a sign', '202', { bits: 16, signed: true }, () => new openjph.HTJ2KEncoder(), highThroughput],
  ['HTJ2K, colours', '201', { bits: 8, components: 3 }, () => new openjph.HTJ2KEncoder(), highThroughput],
  ['JPEG 2000, colours of 12 bits', '90', { bits: 12, components: 3 }, null, compressed([])],
  [
    'JPEG 2000, colours of 16 bits, not taken apart',
    '90',
    { bits: 16, components: 3 },
    null,
    compressed(['-mct', '0']),
  ],
];

const fixtures = FIXTURES.map(([name, syntax, picture, encoder, setUp, near = 0]) => {
  const samples = samplesOf(picture);
  // CharLS takes planes where it is to write planes.
  const isByPlane = name.endsWith('plane');
  const given = isByPlane ? [0, 1, 2].flatMap((c) => samples.filter((_, i) => i % 3 === c)) : samples;
  return {
    name,
    syntax: `1.2.840.10008.1.2.4.${syntax}`,
    ...picture,
    near,
    width: WIDTH,
    height: HEIGHT,
    samples: Buffer.from(Int32Array.from(samples).buffer).toString('base64'),
    codestream: (encoder
      ? encode(encoder(), given, picture, /** @type {(encoder: any) => void} */ (setUp))
      : /** @type {Encode} */ (setUp)(samples, picture)
    ).toString('base64'),
  };
});
writeFileSync(
  new URL('../test/support/codestream-fixtures.json', import.meta.url),
  `${JSON.stringify(fixtures, null, 1)}\n`,
);
