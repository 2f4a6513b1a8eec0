// @ts-check
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { CODECS } from './codecs.mjs';

/** How src/decode/codec-files.ts says where a codec is. */
const ADDRESS = /new URL\(\s*'[./]+\/(node_modules\/[^']+\.wasm)',\s*import\.meta\.url,?\s*\)/g;
const PLACEHOLDER = '__CODEC_ADDRESS__';

/**
 * Copies the codecs' modules to what is built, and has them found from wherever the importing file lies.
 *
 * - `folder`: `codecs/<name>.wasm`, in the form that bundlers understand, too.
 * - `assets`: with the other files of a page, under a name that tells one version from another.
 * - `beside`: `xray-lab-<name>.wasm`, beside the one file. Bundlers are not to look for them: whoever takes the one file alone has all but these codecs.
 * - `shared`: none are copied; those of `folder` are found, of which this build's folder lies in one beside them.
 * @param {string} root the repository's folder
 * @param {'folder' | 'assets' | 'beside' | 'shared'} layout
 * @returns {import('vite').Plugin}
 */
export function codecFiles(root, layout) {
  /** Names of emitted files, by the codec's. @type {Map<string, string>} */
  const emitted = new Map();
  return {
    name: 'xray-lab:codec-files',
    apply: 'build',
    enforce: 'pre',
    buildStart: () => emitted.clear(),
    transform(code) {
      if (!code.includes('/node_modules/') || code.search(ADDRESS) < 0) return null;
      const found = [...code.matchAll(ADDRESS)].map(([, wasm]) => codecAt(wasm));
      for (const name of layout === 'shared' ? [] : found) {
        const source = readFileSync(join(root, CODECS[name].wasm));
        const fileName =
          layout === 'folder' ? `codecs/${name}.wasm` : layout === 'beside' ? besideName(name) : undefined;
        emitted.set(
          name,
          this.emitFile({ type: 'asset', source, ...(fileName ? { fileName } : { name: `${name}.wasm` }) }),
        );
      }
      const place = layout === 'beside' ? 'const place = import.meta.url;\n' : '';
      const address = (/** @type {string} */ name) =>
        layout === 'beside' ? `new URL('${besideName(name)}', place)` : `${PLACEHOLDER}('${name}')`;
      return { code: place + code.replace(ADDRESS, (_, wasm) => address(codecAt(wasm))), map: null };
    },
    generateBundle(_options, files) {
      const written = new RegExp(`${PLACEHOLDER}\\(["'\`](\\w+)["'\`]\\)`, 'g');
      for (const file of Object.values(files)) {
        if (file.type !== 'chunk') continue;
        file.code = file.code.replace(written, (_, name) => {
          const codec = layout === 'shared' ? `../codecs/${name}.wasm` : this.getFileName(emitted.get(name) ?? '');
          const path = posix.relative(posix.dirname(file.fileName), codec);
          return `new URL("${path.startsWith('.') ? path : `./${path}`}", import.meta.url)`;
        });
        if (file.code.includes(PLACEHOLDER)) this.error(`A codec's address in ${file.fileName} was not understood.`);
      }
    },
  };
}

/** @param {string} wasm */
function codecAt(wasm) {
  const name = Object.keys(CODECS).find((each) => CODECS[each].wasm === wasm);
  if (!name) throw new Error(`${wasm} is no codec that scripts/codecs.mjs lists.`);
  return name;
}

/** @param {string} name */
function besideName(name) {
  return `xray-lab-${name}.wasm`;
}
