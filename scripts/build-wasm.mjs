// @ts-check
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the CPU engine's SIMD kernels are made from: what the files in the folder itself export can be called. */
const SOURCES = 'src/cpu/simd/assembly';

/** The module that brings them along. */
const TARGET = 'src/cpu/simd/kernels.generated.ts';

/** No allocator and no checks: the kernels lay their memory out themselves. */
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--disableWarning', '112'];

/** Longer than base64, and a quarter shorter after gzip: what repeats stays alike. */
const ENCODING = 'hex';

/**
 * Compiles the CPU engine's SIMD kernels into a module that holds them as text. Does nothing when it is up to date.
 * @param {string} root the repository's folder; its dependencies are installed
 */
export async function buildWasm(root) {
  const version = JSON.parse(readFileSync(join(root, 'node_modules/assemblyscript/package.json'), 'utf8')).version;
  const files = readdirSync(join(root, SOURCES), { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.endsWith('.ts'))
    .sort();
  const hash = createHash('sha256').update(JSON.stringify([version, OPTIONS, ENCODING, files]));
  for (const file of files) hash.update(readFileSync(join(root, SOURCES, file)));
  const firstLine = `// Made by scripts/build-wasm.mjs from ${SOURCES}, ${hash.digest('hex').slice(0, 16)}. Not to be edited.`;
  if (readIfThere(join(root, TARGET)).startsWith(firstLine)) return;

  console.log('Building: SIMD kernels');
  const entries = files.filter((file) => !file.includes('/')).map((file) => `${SOURCES}/${file}`);
  const wasm = await compile(root, entries);
  const text = Buffer.from(wasm).toString(ENCODING);
  // In one step, because others may be reading or making it too.
  const unfinished = join(root, `${TARGET}.${process.pid}`);
  writeFileSync(
    unfinished,
    `${firstLine}\n\n/** The WebAssembly module, in hexadecimal. */\nexport const SIMD_KERNELS =\n  '${text}';\n`,
  );
  renameSync(unfinished, join(root, TARGET));
}

/** @param {string} root @param {readonly string[]} entries @returns {Promise<Uint8Array>} */
async function compile(root, entries) {
  const { default: asc } = await import('assemblyscript/asc');
  /** @type {Uint8Array | null} */
  let wasm = null;
  const { error, stderr } = await asc.main([...entries, ...OPTIONS, '--outFile', 'kernels.wasm'], {
    readFile: (name, base) => readIfThere(join(root, base, name)) || readIfThere(join(base, name)) || null,
    writeFile: (_name, contents) => {
      if (typeof contents !== 'string') wasm = contents;
    },
    listFiles: () => [],
  });
  if (error || !wasm) throw new Error(`The SIMD kernels do not compile:\n${stderr.toString()}`);
  return wasm;
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
