// @ts-check

/**
 * @typedef {object} Codec
 * @property {string} package
 * @property {string} wasm the module that is shipped
 * @property {string} script what comes with it, of which only names are read
 */

/** Decoders of others, compiled to WebAssembly, by the names that they have here. @type {Readonly<Record<string, Codec>>} */
export const CODECS = {
  charls: codec('@cornerstonejs/codec-charls', 'charlswasm_decode'),
  openjpeg: codec('@cornerstonejs/codec-openjpeg', 'openjpegwasm_decode'),
};

/** @param {string} name @param {string} file @returns {Codec} */
function codec(name, file) {
  const path = `node_modules/${name}/dist/${file}`;
  return { package: name, wasm: `${path}.wasm`, script: `${path}.js` };
}
