import { openSourceLater } from '../../decode/open-later.ts';
import { encodeStage } from '../../export/encode/encode-stage.ts';
import type { RasterImage } from '../../image/raster-image.ts';
import type { FileEntry } from '../files/file-entry.ts';
import { NO_LIMITS } from '../file-limits.ts';

/** Whether a file has more than the 8 bits that its images are shown in. */
export function hasStored({ facts }: FileEntry): boolean {
  return (facts?.bitDepth ?? 8) > 8;
}

/** The samples of a file, of its chosen frame, as it stores them, of 16 bits, as a PNG file; it is decoded again. @throws XrayError; AbortError */
export async function storedPng({ file, frame, opened }: FileEntry, signal: AbortSignal): Promise<Blob> {
  const source = opened ?? (await openSourceLater(file, { ...NO_LIMITS, signal }));
  const read = async (): Promise<RasterImage> => (await source.decode({ signal, frame, depth: 'stored' })).image;
  return encodeStage({ read }, 'stored', { signal });
}
