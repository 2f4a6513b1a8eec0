// @ts-check
import { fileURLToPath } from 'node:url';
import { parameterDefinitions } from './scripts/parameter-definitions.mjs';

/** The properties for parameters are made from their definitions, which the analyzer does not run. */
function parameterProperties() {
  return {
    name: 'parameter-properties',
    /** @param {{ moduleDoc: any }} phase */
    moduleLinkPhase({ moduleDoc }) {
      for (const declaration of moduleDoc.declarations) {
        if (declaration.name !== 'XrayLabSettings') continue;
        // What the analyzer takes for one is there for the compiler only.
        delete declaration.mixins;
        const { groups } = parameterDefinitions(fileURLToPath(new URL('.', import.meta.url)));
        for (const { property, attribute, kind, values = [], description } of groups.flatMap(
          ({ parameters }) => parameters,
        )) {
          const isText = typeof values[0] === 'string';
          const type = { text: kind === 'flag' ? 'boolean' : isText ? 'string' : 'number' };
          declaration.attributes.push({ name: attribute, type, description, fieldName: property });
          declaration.members.push({ kind: 'field', name: property, type, description, attribute, reflects: true });
        }
      }
    },
  };
}

export default {
  globs: ['src/components/**/*.ts'],
  outdir: 'dist',
  litelement: true,
  // package.json already names the manifest; a build changes no file under version control.
  packagejson: false,
  plugins: [parameterProperties()],
};
