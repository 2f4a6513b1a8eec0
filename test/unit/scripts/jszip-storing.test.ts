import { join } from 'node:path';
import { expect, it } from 'vitest';
import { storingJsZip } from '../../../scripts/jszip-storing.mjs';

const lib = join(import.meta.dirname, '../../../node_modules/jszip/lib');

type Resolve = (id: string, importer: string | undefined) => string | null;

it('has one stand-in for a module, whichever of JSZip’s files imports it', () => {
  const resolveId = storingJsZip().resolveId as unknown as Resolve;
  const fromRoot = resolveId('./utf8', join(lib, 'object.js'));
  expect(fromRoot).not.toBe(null);
  // JSZip marks names as UTF-8 only where two functions, each imported by another file, are the same one.
  expect(resolveId('../utf8', join(lib, 'generate', 'ZipFileWorker.js'))).toBe(fromRoot);
  expect(resolveId('../base64', join(lib, 'stream', 'StreamHelper.js'))).toBe(
    resolveId('./base64', join(lib, 'utils.js')),
  );
});

it('leaves alone what is not JSZip’s', () => {
  const resolveId = storingJsZip().resolveId as unknown as Resolve;
  expect(resolveId('./utf8', join(lib, '..', '..', 'other', 'index.js'))).toBe(null);
  expect(resolveId('./object', join(lib, 'index.js'))).toBe(null);
  expect(resolveId('../utf8', join(lib, 'index.js'))).toBe(null);
});
