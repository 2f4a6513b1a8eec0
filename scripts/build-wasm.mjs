// @ts-check
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildCodecs } from './build-codecs.mjs';

/**
 * @typedef {object} WasmModule
 * @property {string} name what is built, for people
 * @property {string} sources what it is made from: what the files in the folder itself export can be called
 * @property {string} target the file of TypeScript that brings it along
 * @property {string} constant what it is called there
 * @property {string} kernels the type of what it exports, there too
 * @property {readonly string[]} [uses] files that it has of another module
 * @property {readonly string[]} [options] of the compiler, beside those of all
 */

/** @type {readonly WasmModule[]} */
const MODULES = [
  {
    name: 'SIMD kernels',
    sources: 'src/cpu/simd/assembly',
    target: 'src/cpu/simd/kernels.generated.ts',
    constant: 'SIMD_KERNELS',
    kernels: 'SimdKernels',
  },
  {
    name: 'checksums',
    sources: 'src/base/checksums/assembly',
    target: 'src/base/checksums/checksums.generated.ts',
    constant: 'CHECKSUMS',
    kernels: 'ChecksumKernels',
    options: ['--importMemory'],
  },
  {
    name: 'PNG decoder',
    sources: 'src/decode/png/assembly',
    target: 'src/decode/png/decoder.generated.ts',
    constant: 'PNG_DECODER',
    kernels: 'PngKernels',
    uses: ['src/base/checksums/assembly/adler32.ts'],
    // It works in whatever memory a picture is to be in.
    options: ['--importMemory', '--noExportMemory'],
  },
  {
    name: 'JPEG decoder',
    sources: 'src/decode/jpeg/assembly',
    target: 'src/decode/jpeg/simd/decoder.generated.ts',
    constant: 'JPEG_DECODER',
    kernels: 'JpegKernels',
    options: ['--importMemory', '--noExportMemory'],
  },
  {
    name: 'PNG encoder',
    sources: 'src/export/png/assembly',
    target: 'src/export/png/encoder.generated.ts',
    constant: 'PNG_ENCODER',
    kernels: 'EncoderKernels',
    options: ['--importMemory'],
  },
];

/** No allocator and no checks: memory is laid out by those who call. */
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--disableWarning', '112'];

/**
 * A character a byte, by so much more that the single file is small after gzip. By themselves the modules are 14.5 kB in hexadecimal
 * digits, 18.0 in base64 and 13.6 so (13.5 at the best of all 256, which is 18): what repeats stays alike.
 */
const SHIFT = 41;

/** @param {Uint8Array} bytes what `src/base/compile-wasm.ts` reads, within single quotes */
export function wasmText(bytes) {
  return Array.from(bytes, (byte) => String.fromCharCode((byte + SHIFT) % 256))
    .join('')
    .replace(/[\0\b\t\n\v\f\r'\\]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/**
 * Compiles what is written in AssemblyScript into modules that hold it as text, and looks up what the codecs of others call theirs. Does nothing
 * where all is up to date.
 * @param {string} root the repository's folder; its dependencies are installed
 */
export async function buildWasm(root) {
  for (const module of MODULES) await buildModule(root, module);
  buildCodecs(root);
}

/** @param {string} root @param {WasmModule} module */
async function buildModule(root, { name, sources, target, constant, kernels, uses = [], options = [] }) {
  const version = JSON.parse(readFileSync(join(root, 'node_modules/assemblyscript/package.json'), 'utf8')).version;
  const files = readdirSync(join(root, sources), { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.endsWith('.ts'))
    .sort();
  const all = [...OPTIONS, ...options];
  const hash = createHash('sha256').update(JSON.stringify([version, all, 'text and type', kernels, SHIFT, files]));
  for (const path of [...files.map((file) => `${sources}/${file}`), ...uses])
    hash.update(readFileSync(join(root, path)));
  const firstLine = `// Made by scripts/build-wasm.mjs from ${sources}, ${hash.digest('hex').slice(0, 16)}. Not to be edited.`;
  if (readIfThere(join(root, target)).startsWith(firstLine)) return;

  console.log(`Building: ${name}`);
  const entries = files.filter((file) => !file.includes('/')).map((file) => `${sources}/${file}`);
  const { wasm, declarations } = await compile(root, name, [...entries, ...all]);
  // In one step, because others may be reading or making it too.
  const unfinished = join(root, `${target}.${process.pid}`);
  writeFileSync(
    unfinished,
    `${firstLine}\n\n/** The WebAssembly module, as text. */\nexport const ${constant} =\n  '${wasmText(wasm)}';\n\n${typeOf(kernels, declarations)}`,
  );
  renameSync(unfinished, join(root, target));
}

/**
 * @param {string} root @param {string} name @param {readonly string[]} words
 * @returns {Promise<{ wasm: Uint8Array; declarations: string }>}
 */
async function compile(root, name, words) {
  const { default: asc } = await import('assemblyscript/asc');
  /** @type {Map<string, string | Uint8Array>} */
  const written = new Map();
  const { error, stderr } = await asc.main([...words, '--outFile', 'module.wasm', '--bindings', 'raw'], {
    readFile: (file, base) => readIfThere(join(root, base, file)) || readIfThere(join(base, file)) || null,
    writeFile: (file, contents) => void written.set(file, contents),
    listFiles: () => [],
  });
  const [wasm, declarations] = [written.get('module.wasm'), written.get('module.d.ts')];
  if (error || !(wasm instanceof Uint8Array) || typeof declarations !== 'string') {
    throw new Error(`Not to be compiled: ${name}\n${stderr.toString()}`);
  }
  return { wasm, declarations };
}

/**
 * What the module exports, as an interface: as an instance has it, where a truth value is a number.
 * @param {string} name @param {string} declarations the compiler's
 */
function typeOf(name, declarations) {
  const [, exported] = /^declare namespace \w+ \{\n(.*?)^\}/ms.exec(declarations) ?? [];
  if (!exported) throw new Error(`The compiler tells otherwise than it did what ${name} are.`);
  const members = [...exported.matchAll(/^ {2}export (?:function (\w+)(.*);|const (\w+): (.*))$/gm)].map(
    ([, called, signature, value, type]) => {
      if (called) return `  ${called}${signature.replace(/\bboolean\b/g, 'number')};`;
      return `  readonly ${value}: ${type.startsWith('{') ? 'WebAssembly.Global;' : type}`;
    },
  );
  return [
    '/** What it exports. Addresses and numbers of bytes are of 32 bits: they come back signed. */',
    `export interface ${name} {`,
    ...members,
    '}\n',
  ].join('\n');
}

/** @param {string} file @returns {string} empty when there is no such file */
function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWasm(fileURLToPath(new URL('..', import.meta.url)));
