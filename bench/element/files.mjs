// @ts-check
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

/** Made once, and kept for the next time: the largest takes half a minute. */
const folder = join(tmpdir(), 'xray-lab-bench-files');

/**
 * The path of the file `name`, which `make` writes where there is none yet.
 * @param {string} name
 * @param {(path: string) => Promise<void> | void} make
 */
async function kept(name, make) {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  process.stderr.write(`\r\x1b[Kmaking ${name}`);
  // Another run may look while it is written.
  const unfinished = join(folder, `${process.pid}-${name}`);
  await make(unfinished);
  renameSync(unfinished, path);
  return path;
}

/**
 * What a module of this folder exports, which imports TypeScript.
 * @param {string} entry
 */
async function madeBy(entry) {
  const script = join(folder, `${process.pid}-${entry}.mjs`);
  await build({
    entryPoints: [here(entry)],
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile: script,
    logLevel: 'error',
  });
  return import(pathToFileURL(script).href);
}

/** A computed radiograph in RGB as PNG. @param {number} width @param {number} height */
export function colourPng(width, height) {
  return kept(`rgb-${width}x${height}.png`, async (path) => {
    const { colourPng: make } = await madeBy('source-png.ts');
    writeFileSync(path, make(width, height));
  });
}

/**
 * A computed film of 12 bits as DICOM, or what is shown of it as PNG of 8 bits.
 * @param {'png' | 'native' | 'lossless' | 'jpeg-ls' | 'jpeg-2000'} coding
 * @param {number} width
 * @param {number} height
 */
export function film(coding, width, height) {
  return kept(`film-${coding}-${width}x${height}.${coding === 'png' ? 'png' : 'dcm'}`, async (path) => {
    const { filmPng, filmDicom } = await madeBy('source-film.ts');
    const { ENCODINGS } = await import('./encodings.mjs');
    const encoding = coding === 'jpeg-ls' || coding === 'jpeg-2000' ? ENCODINGS[coding] : coding;
    writeFileSync(path, coding === 'png' ? filmPng(width, height) : await filmDicom(width, height, encoding));
  });
}

/**
 * The same as JPEG of quality 90, cut out of 4096².
 * @param {'gray' | 'colour'} colours
 * @param {number} width at most 4096
 * @param {number} height at most 4096
 * @param {'mirrored' | 'progressive' | 'as it is'} [way] another picture of the same size, or another coding of this one
 * @throws Error where Python has no OpenCV
 */
export async function photo(colours, width, height, way = 'as it is') {
  const source = await colourPng(4096, 4096);
  return kept(`${colours}-${width}x${height}${way === 'as it is' ? '' : `-${way}`}.jpg`, (path) => {
    const target = `${path}.jpg`;
    try {
      execFileSync('/usr/bin/python3', [
        here('photos.py'),
        source,
        colours,
        String(width),
        String(height),
        target,
        way,
      ]);
    } catch (error) {
      console.warn(error);
      throw new Error('JPEG files are made by Python with OpenCV (Debian: python3-opencv).');
    }
    renameSync(target, path);
  });
}

/** What gives pages `images.colourRadiograph()`, as a script. */
export async function imagesScript() {
  const { outputFiles } = await build({
    entryPoints: [here('../images.ts')],
    bundle: true,
    format: 'iife',
    globalName: 'images',
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0].text;
}
