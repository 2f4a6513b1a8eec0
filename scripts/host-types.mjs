// @ts-check
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Types of `<xray-lab>` for JSX and templates, from custom-elements.json: dist/hosts/react.d.ts, vue.d.ts, svelte.d.ts.
 * @param {string} root the repository's folder; its types and custom-elements.json are built
 */
export function writeHostTypes(root) {
  const manifest = JSON.parse(readFileSync(join(root, 'dist', 'custom-elements.json'), 'utf8'));
  const folder = join(root, 'dist', 'hosts');
  mkdirSync(folder, { recursive: true });
  const files = {
    'settings.d.ts': settings(elementIn(manifest)),
    'react.d.ts': REACT,
    'vue.d.ts': VUE,
    'svelte.d.ts': SVELTE,
    // What is imported for its types only is there for those who import it all the same.
    'types-only.js': 'export {};\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

/**
 * @typedef {{ name: string; fieldName: string; description: string; type: { text: string } }} Attribute
 * @typedef {{ attributes: Attribute[]; events: { name: string; description: string }[] }} Element
 */

/**
 * @param {any} manifest
 * @returns {Element & Record<string, any>} what custom-elements.json says of `<xray-lab>`
 */
export function elementIn(manifest) {
  for (const { declarations } of manifest.modules) {
    for (const declaration of declarations) if (declaration.tagName === 'xray-lab') return declaration;
  }
  throw new Error('custom-elements.json has no <xray-lab>.');
}

/** @param {Element} element */
function settings({ attributes }) {
  const line = (/** @type {string} */ name, /** @type {string} */ type, /** @type {string} */ description) =>
    `  /** ${description.replace(/\s+/g, ' ')} */\n  ${name}?: ${type};`;
  const properties = attributes.map(({ fieldName, description }) =>
    line(fieldName, `XrayLab['${fieldName}']`, description),
  );
  const written = attributes
    .filter(({ name, fieldName }) => name !== fieldName)
    .map(({ name, fieldName, description, type }) =>
      line(`'${name}'`, WRITTEN[type.text] ?? `XrayLab['${fieldName}']`, description),
    );
  const camelized = attributes
    .filter(({ type }) => type.text in WRITTEN)
    .map(({ fieldName, description, type }) => line(fieldName, WRITTEN[type.text], description));
  return `import type { XrayLab, XrayLabEventMap } from '../index.js';

/** What can be set on \`<xray-lab>\`: properties, and attributes where they are written otherwise. */
export interface XrayLabSettings {
${properties.join('\n')}
${line('messages', "XrayLab['messages']", 'Texts of the interface in place of the English ones. A property only.')}
${written.join('\n')}
}

/** As Vue sees attributes in a template: under their properties' names. */
export interface XrayLabTemplateSettings extends Omit<XrayLabSettings, ${inUnion(attributes)}> {
${camelized.join('\n')}
}

/** \`onxray-results\` and so on. */
export type XrayLabListeners = {
  [Type in keyof XrayLabEventMap as \`on\${Type}\`]?: (event: XrayLabEventMap[Type]) => void;
};
`;
}

/** What an attribute may be given as, by the type of its property. @type {Record<string, string>} */
const WRITTEN = { boolean: "boolean | ''", number: 'number | `${number}`' };

/** @param {Attribute[]} attributes */
function inUnion(attributes) {
  return attributes
    .filter(({ type }) => type.text in WRITTEN)
    .map(({ fieldName }) => `'${fieldName}'`)
    .join(' | ');
}

const REACT = `import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { XrayLab } from '../index.js';
import type { XrayLabListeners, XrayLabSettings } from './settings.js';

type Common = DetailedHTMLProps<HTMLAttributes<XrayLab>, XrayLab>;

export type XrayLabProps = Omit<Common, keyof XrayLabSettings> & XrayLabSettings & XrayLabListeners;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'xray-lab': XrayLabProps;
    }
  }
}
`;

const VUE = `import type { DefineComponent, HTMLAttributes } from 'vue';
import type { XrayLabEventMap } from '../index.js';
import type { XrayLabTemplateSettings } from './settings.js';

type Pascal<Name extends string> = Name extends \`\${infer First}-\${infer Rest}\`
  ? \`\${Capitalize<First>}\${Pascal<Rest>}\`
  : Capitalize<Name>;

/** \`@xray-results\` in a template is \`onXrayResults\` here. */
type Listeners = {
  [Type in keyof XrayLabEventMap as \`on\${Pascal<Type>}\`]?: (event: XrayLabEventMap[Type]) => void;
};

export type XrayLabProps = XrayLabTemplateSettings &
  Listeners &
  Omit<HTMLAttributes, keyof XrayLabTemplateSettings>;

declare module 'vue' {
  interface GlobalComponents {
    'xray-lab': DefineComponent<XrayLabProps>;
    XrayLab: DefineComponent<XrayLabProps>;
  }
}
`;

const SVELTE = `import type { HTMLAttributes } from 'svelte/elements';
import type { XrayLab } from '../index.js';
import type { XrayLabListeners, XrayLabSettings } from './settings.js';

export type XrayLabProps = Omit<HTMLAttributes<XrayLab>, keyof XrayLabSettings> & XrayLabSettings & XrayLabListeners;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'xray-lab': XrayLabProps;
  }
}
`;
