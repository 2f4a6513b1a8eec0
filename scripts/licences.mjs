// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

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
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : '';
  if (text === '') throw new Error(`${name} (${dirname(folder)}) comes without the text of its licence.`);
  return `${name} ${version} (${license})\n${'-'.repeat(72)}\n${text}\n`;
}
