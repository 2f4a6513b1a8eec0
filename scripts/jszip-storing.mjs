// @ts-check
import { fileURLToPath } from 'node:url';

/** In the place of pako, the compression library: PNGs do not shrink again, so archives store them as they are. */
const NO_COMPRESSION = `
  function refuse() { throw new Error('This build of JSZip stores files, it does not compress them.'); }
  export { refuse as Deflate, refuse as Inflate };`;
const STAND_INS = {
  pako: NO_COMPRESSION,
  // Node's streams, which browsers have not: JSZip asks whether they are there.
  'readable-stream': 'export {};',
};
const VIRTUAL = '\0jszip-without:';

/**
 * JSZip from its sources instead of its ready-made bundle, without the compression that is not used: half its size.
 * @returns {import('vite').Plugin}
 */
export function storingJsZip() {
  return {
    name: 'xray-lab:storing-jszip',
    apply: 'build',
    enforce: 'pre',
    resolveId(id) {
      if (id === 'jszip') return fileURLToPath(import.meta.resolve('jszip/lib/index.js'));
      return id in STAND_INS ? VIRTUAL + id : null;
    },
    load: (id) =>
      id.startsWith(VIRTUAL) ? STAND_INS[/** @type {keyof typeof STAND_INS} */ (id.slice(VIRTUAL.length))] : null,
  };
}
