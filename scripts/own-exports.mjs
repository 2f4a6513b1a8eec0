// @ts-check

const NAME = '([\\w$]+)';
/** The bundler's helper that makes a module's namespace: it goes through what the exports inherit, too. */
const HELPER = new RegExp(
  `for\\s*\\((var|let)\\s${NAME} in ${NAME}\\)\\s*(${NAME}\\(${NAME},\\s*\\2,\\s*\\{\\s*get:\\s*\\3\\[\\2\\],\\s*enumerable:)`,
  'g',
);

/**
 * Has namespaces made of what a module exports alone: on a site whose old script leaves a value on `Object.prototype` that
 * one would be taken for an export, and the script would end before it has begun.
 * @returns {import('vite').Plugin}
 */
export function ownExports() {
  return {
    name: 'xray-lab:own-exports',
    apply: 'build',
    generateBundle(_options, files) {
      for (const file of Object.values(files)) {
        if (file.type !== 'chunk') continue;
        file.code = withOwnExports(file.code);
        const left = /for\s*\(\w+ [\w$]+ in [^;]{0,80}\bget:/.exec(file.code);
        if (left) this.error(`The bundler's helper for namespaces has another form: ${left[0]}`);
      }
    },
  };
}

/** @param {string} code of a bundle, minified or not */
export function withOwnExports(code) {
  return code.replace(HELPER, 'for($1 $2 of Object.keys($3))$4');
}
