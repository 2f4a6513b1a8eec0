// @ts-check
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What JSZip imports and xray-lab, which only ever writes archives of files stored as they are, has no use for: packages,
 * and modules by their path in its folder.
 */
const STAND_INS = {
  // Compression: PNGs do not shrink again.
  compressions: "exports.STORE = { magic: '\\0\\0' };",
  // Bytes go in and come out, never text.
  base64: 'module.exports = undefined;',
  // Names only, which browsers encode themselves.
  utf8: 'exports.utf8encode = (text) => new TextEncoder().encode(text);',
  // Promises, which browsers have.
  lie: 'module.exports = Promise;',
  // Node's streams, which browsers have not: JSZip asks whether they are there.
  'readable-stream': 'exports.Readable = undefined;',
  nodejsUtils: 'exports.isBuffer = exports.isStream = () => false;',
  'nodejs/NodejsStreamInputAdapter': 'module.exports = undefined;',
  'nodejs/NodejsStreamOutputAdapter': 'module.exports = undefined;',
  // Its own sends strings to the page's `message` listeners, which are none of our business.
  setimmediate: `if (typeof setImmediate !== 'function') {
    const { port1, port2 } = new MessageChannel();
    const calls = [];
    port1.onmessage = () => calls.shift()();
    globalThis.setImmediate = (call, ...values) => {
      calls.push(() => call(...values));
      port2.postMessage(null);
    };
  }`,
  // The bytes of files: each is given its source by src/export/zip/stored-sources.ts. What JSZip knows of a file is in its options.
  compressedObject: 'module.exports = class {};',
  zipObject: `module.exports = class {
    constructor(name, data, options) {
      Object.assign(this, options, { name, options });
    }
  };`,
  // Reading archives.
  load: "module.exports = () => { throw new Error('This build of JSZip only writes archives.'); };",
};
/** How it inherits: by `new` of an empty function, which cannot be written as an arrow (`unsafe_arrows` in short-names.mjs). */
const INHERITS =
  /var Obj = function\(\) \{\};\s*Obj\.prototype = superCtor\.prototype;\s*ctor\.prototype = new Obj\(\);/;
const VIRTUAL = '\0jszip-without:';

/**
 * JSZip from its sources instead of its ready-made bundle, without what is not used: a third of its size.
 * @returns {import('vite').Plugin}
 */
export function storingJsZip() {
  return {
    name: 'xray-lab:storing-jszip',
    apply: 'build',
    enforce: 'pre',
    resolveId(id, importer) {
      if (id === 'jszip') return fileURLToPath(import.meta.resolve('jszip/lib/index.js'));
      const folder = /[\\/]jszip[\\/]lib(?:[\\/](.*))?[\\/][^\\/]+$/.exec(importer ?? '');
      if (!folder) return null;
      // One module each, whoever imports it: JSZip asks whether two functions are the same.
      const module = id.startsWith('.') ? posix.join(folder[1] ?? '', id) : id;
      return Object.keys(STAND_INS).includes(module) ? VIRTUAL + module : null;
    },
    load: (id) =>
      id.startsWith(VIRTUAL) ? STAND_INS[/** @type {keyof typeof STAND_INS} */ (id.slice(VIRTUAL.length))] : null,
    transform: {
      filter: { id: /[\\/]jszip[\\/]lib[\\/]utils\.js$/ },
      handler(code) {
        if (!INHERITS.test(code)) throw new Error('JSZip inherits in another way than it did.');
        return code.replace(INHERITS, 'ctor.prototype = Object.create(superCtor.prototype);');
      },
    },
  };
}
