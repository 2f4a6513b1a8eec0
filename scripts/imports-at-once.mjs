// @ts-check

/** A dynamic import of one of our own files. */
const OWN_IMPORT = /\bimport\((['"])(\.{1,2}\/[^'"]+)\1\)/g;

/**
 * For a single file, where nothing is left to be loaded later: takes what is imported dynamically in with the rest. As a
 * dynamic import it, and all that it shares with others, would be wrapped in functions that run it when it is wanted; those of our
 * files that are loaded so do nothing when they are.
 * @returns {import('vite').Plugin}
 */
export function importsAtOnce() {
  return {
    name: 'xray-lab:imports-at-once',
    transform: {
      order: 'post',
      filter: { id: /\/src\/.*\.ts$/, code: 'import(' },
      handler(code) {
        /** @type {string[]} */
        const imports = [];
        const text = code.replace(OWN_IMPORT, (_all, _quote, path) => {
          const name = `later${imports.length}`;
          imports.push(`import * as ${name} from '${path}';`);
          return `Promise.resolve(${name})`;
        });
        return imports.length > 0 ? { code: `${imports.join('\n')}\n${text}`, map: null } : null;
      },
    },
  };
}
