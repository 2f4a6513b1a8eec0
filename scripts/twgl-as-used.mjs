// @ts-check

/** Of the tables by which twgl.js sets what a program reads: types of attributes and uniforms that no shader here has. */
const UNUSED =
  /^(?:attrTypeMap\[(?!FLOAT_VEC2\])|typeMap\[(?:FLOAT_MAT|(?!(?:INT_|UNSIGNED_INT_)?SAMPLER_2D\])\w*SAMPLER_)).*$/gm;

/** How many rows that is: another version of twgl.js is looked at before it is built with. */
const ROWS = 18 + 9 + 12;

/**
 * twgl.js without the setters of matrices, of samplers other than those of 2D textures, and of attributes other than `vec2`: 0.6 kB less
 * after gzip. A shader that had one would be refused by name as soon as it is compiled ("unknown type").
 * @returns {import('vite').Plugin}
 */
export function twglAsUsed() {
  return {
    name: 'xray-lab:twgl-as-used',
    apply: 'build',
    transform: {
      filter: { id: /[\\/]twgl\.js[\\/]dist[\\/].*\.module\.js$/ },
      handler(code) {
        const rows = code.match(UNUSED)?.length ?? 0;
        if (rows !== ROWS) throw new Error(`twgl.js has ${rows} rows of types that are not used, and not ${ROWS}.`);
        return code.replace(UNUSED, '');
      },
    },
  };
}
