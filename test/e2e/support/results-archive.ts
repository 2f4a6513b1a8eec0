import { createHash } from 'node:crypto';
import { decode } from 'fast-png';
import JSZip from 'jszip';
import type { Raster8 } from '../../../src/image/raster-image.ts';

/** What a downloaded ZIP holds. */
export interface ResultsArchive {
  readonly names: readonly string[];
  readonly manifest: unknown;
  /** SHA-256 of an entry's bytes, in hexadecimal. */
  sha256(name: string): string;
  /** An entry's pixels. */
  image(name: string): Raster8;
  /** An entry's bytes as they lie in the ZIP. */
  bytes(name: string): Uint8Array;
}

export async function openArchive(zip: Uint8Array): Promise<ResultsArchive> {
  const archive = await JSZip.loadAsync(zip, { checkCRC32: true });
  const files = new Map<string, Uint8Array>();
  for (const entry of Object.values(archive.files)) files.set(entry.name, await entry.async('uint8array'));
  const bytes = (name: string): Uint8Array => {
    const found = files.get(name);
    if (!found) throw new Error(`The ZIP has no ${name}; it has ${[...files.keys()].join(', ')}.`);
    return found;
  };
  return {
    names: [...files.keys()],
    manifest: JSON.parse(new TextDecoder().decode(bytes('manifest.json'))),
    sha256: (name) => createHash('sha256').update(bytes(name)).digest('hex'),
    image: (name) => decodedPng(bytes(name)),
    bytes,
  };
}

/** Only what an exported PNG may be: eight bits, gray or RGB. */
function decodedPng(bytes: Uint8Array): Raster8 {
  const { width, height, channels, depth, data } = decode(bytes);
  if (depth !== 8 || (channels !== 1 && channels !== 3) || data instanceof Uint16Array) {
    throw new Error(`An exported PNG has ${channels} channels of ${depth} bits.`);
  }
  return { width, height, channels, bitDepth: 8, data: Uint8Array.from(data) };
}
