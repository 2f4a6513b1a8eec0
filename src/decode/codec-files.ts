import type { CodecAddresses } from './dicom/codecs/codec-loader.ts';

/**
 * Where the codecs lie: beside this module's own file, wherever that is. They are written in one form only, which runs as it is in the development server and in tests;
 * builds copy the files and put their addresses here (scripts/codec-files.mjs).
 */
export const CODEC_FILES: CodecAddresses = {
  charls: new URL('../../node_modules/@cornerstonejs/codec-charls/dist/charlswasm_decode.wasm', import.meta.url).href,
  openjpeg: new URL('../../node_modules/@cornerstonejs/codec-openjpeg/dist/openjpegwasm_decode.wasm', import.meta.url)
    .href,
};
