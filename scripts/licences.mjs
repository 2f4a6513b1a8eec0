// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Texts in scripts/licences of what packages hold besides their own, or do not bring along. @type {Readonly<Record<string, readonly string[]>>} */
const FURTHER = {
  '@cornerstonejs/codec-charls': ['charls', 'emscripten'],
  '@cornerstonejs/codec-openjpeg': ['codecs', 'openjpeg', 'emscripten'],
};

/**
 * Writes THIRD-PARTY-LICENSES.txt beside what is built: the licences of all packages whose code is in it.
 * @param {string} root the repository's folder
 * @param {string[]} more packages whose code gets in by other ways than an import
 * @returns {import('vite').Plugin}
 */
export function thirdPartyLicences(root, more) {
  return {
    name: 'xray-lab:licences',
    apply: 'build',
    generateBundle(_options, files) {
      const folders = new Set(more.map((name) => join(root, 'node_modules', name)));
      for (const file of Object.values(files)) {
        if (file.type !== 'chunk') continue;
        for (const id of file.moduleIds) {
          const folder = packageOf(id);
          if (folder) folders.add(folder);
        }
      }
      const source = [...folders].map(licenceIn).sort().join('\n');
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source });
    },
  };
}

/** The package's folder that a module lies in; null for our own. @param {string} id */
function packageOf(id) {
  return /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/?]+)/.exec(id)?.[1] ?? null;
}

/** @param {string} folder */
function licenceIn(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const textOf = (/** @type {RegExp} */ name) => {
    const file = readdirSync(folder).find((entry) => name.test(entry));
    return file ? readFileSync(join(folder, file), 'utf8').trim() : '';
  };
  const further = (FURTHER[name] ?? []).map((each) =>
    readFileSync(new URL(`licences/${each}.txt`, import.meta.url), 'utf8').trim(),
  );
  const text = [textOf(/^licen[cs]e/i), ...further].filter(Boolean).join('\n\n');
  if (text === '') throw new Error(`${name} (${dirname(folder)}) comes without the text of its licence.`);
  // The Apache licence asks for it where there is one.
  const notice = textOf(/^notice/i);
  return `${name} ${version} (${license})\n${'-'.repeat(72)}\n${[text, notice].filter(Boolean).join('\n\n')}\n`;
}
