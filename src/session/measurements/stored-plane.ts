import { openSourceLater } from '../../decode/open-later.ts';
import type { RasterImage } from '../../image/raster-image.ts';
import type { FileEntry } from '../files/file-entry.ts';
import { NO_LIMITS } from '../file-limits.ts';

/** The samples of a film of more than 8 bits, of its chosen frame, as its file stores them; it is decoded again. @throws XrayError */
export async function storedPlane({ file, frame, opened }: FileEntry): Promise<RasterImage> {
  const source = opened ?? (await openSourceLater(file, NO_LIMITS));
  return (await source.decode({ frame, depth: 'stored' })).image;
}
