import { loadPart } from '../base/load-part.ts';
import type { DecodeOptions } from './decode-image.ts';
import type { OpenedSource, OpenSourceOptions } from './open-source.ts';
import type { Raster8 } from '../image/raster-image.ts';

/** As `openSource`, which is loaded when there is a file: pages are painted before anything is read. */
export async function openSourceLater(blob: Blob, options: OpenSourceOptions): Promise<OpenedSource> {
  const { openSource } = await loadPart('decode-failed', () => import('./open-source.ts'));
  return openSource(blob, options);
}

/** As `decodeImage`, in the same way. */
export async function decodeImageLater(blob: Blob, options: DecodeOptions): Promise<Raster8> {
  const { decodeImage } = await loadPart('decode-failed', () => import('./decode-image.ts'));
  return decodeImage(blob, options);
}
