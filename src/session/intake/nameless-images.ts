import { listenTo } from '../../base/listen-to.ts';
import { isAbortError } from '../../base/xray-error.ts';
import { noAnswerError } from '../../decode/source/decode-errors.ts';
import { acceptsFormat, SIGNATURE_LENGTH, sniffFormat } from '../../decode/source/formats.ts';
import { TURN_MS, type Clock } from '../patience.ts';
import type { Brought } from './brought-files.ts';

/**
 * Names that say nothing of a format, as modalities and archives give them: `IM000001`, `1.2.840.10008.7`. The directory of a medium is no
 * image.
 */
const NAMELESS = /^(?!DICOMDIR$)[^.]+(\.[\d.]+)?$/i;

/**
 * What lies in folders and is a DICOM file although its name does not say so, by how it begins. One that does not answer ends the search: so
 * may the others on its drive. Throws AbortError.
 */
export async function namelessImages(
  { files }: Brought,
  accept: string,
  listening: { readonly signal: AbortSignal; readonly after: Clock['after'] },
): Promise<ReadonlySet<File>> {
  const found = new Set<File>();
  if (!acceptsFormat(accept, 'dicom')) return found;
  for (const { file, path } of files) {
    if (path === null || !NAMELESS.test(file.name)) continue;
    const format = await formatOf(file, listening);
    if (format === 'silent') break;
    if (format === 'dicom') found.add(file);
  }
  return found;
}

async function formatOf(
  file: File,
  listening: { readonly signal: AbortSignal; readonly after: Clock['after'] },
): Promise<ReturnType<typeof sniffFormat> | 'silent'> {
  try {
    const head = await listenTo(
      (_signal, heard) => {
        heard(true);
        return file.slice(0, SIGNATURE_LENGTH).arrayBuffer();
      },
      { ...listening, patience: TURN_MS },
      noAnswerError,
    );
    return sniffFormat(new Uint8Array(head), file.size);
  } catch (error) {
    if (isAbortError(error) && listening.signal.aborted) throw error;
    return (error as { readonly reason?: unknown }).reason === 'no-answer' ? 'silent' : null;
  }
}
