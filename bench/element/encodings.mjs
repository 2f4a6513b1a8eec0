// @ts-check
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Lossless, by the encoders that come with the decoders which are shipped. @type {Record<'jpeg-ls' | 'jpeg-2000', import('./source-film.ts').Encoding>} */
export const ENCODINGS = {
  'jpeg-ls': {
    syntax: '1.2.840.10008.1.2.4.80',
    encode: (...film) => encoded('charls', 'JpegLSEncoder', film, (encoder) => encoder.setNearLossless(0)),
  },
  'jpeg-2000': {
    syntax: '1.2.840.10008.1.2.4.90',
    encode: (...film) =>
      encoded('openjpeg', 'J2KEncoder', film, (encoder) => {
        encoder.setDecompositions(5);
        encoder.setQuality(true, 1);
        encoder.setCompressionRatio(0, 0);
      }),
  },
};

/**
 * @param {'charls' | 'openjpeg'} codec
 * @param {string} kind of encoder
 * @param {[width: number, height: number, values: Uint16Array, bits: number]} film
 * @param {(encoder: any) => void} setUp an object of Emscripten's making
 */
async function encoded(codec, kind, [width, height, values, bits], setUp) {
  const require = createRequire(import.meta.url);
  const script = require.resolve(`@cornerstonejs/codec-${codec}`).replace(/[^\\/]+$/, `${codec}wasm.js`);
  const wasmBinary = readFileSync(script.replace(/\.js$/, '.wasm'));
  const module = await require(script)({ wasmBinary, print: () => undefined, printErr: () => undefined });
  const encoder = new module[kind]();
  const info = { width, height, bitsPerSample: bits, componentCount: 1, isSigned: false, isUsingColorTransform: false };
  encoder.getDecodedBuffer(info).set(new Uint8Array(values.buffer));
  setUp(encoder);
  encoder.encode();
  return Uint8Array.from(encoder.getEncodedBuffer());
}
