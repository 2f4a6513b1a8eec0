import { listenTo, type Listening } from '../../base/listen-to.ts';
import { XrayError } from '../../base/xray-error.ts';
import { noAnswerError, withSourceName } from '../../decode/source/decode-errors.ts';
import { SIGNATURE_LENGTH, sniffFormat } from '../../decode/source/formats.ts';
import { loadPart } from '../../base/load-part.ts';
import type { MeasuredImage } from '../../measure/measured-image.ts';
import { isManifestFile } from '../../export/manifest/manifest-file.ts';
import { resolveParams, type PipelineParams } from '../../pipeline/params.ts';
import { named } from '../processing/open-file.ts';

/** In bytes: what is longer was made by nobody's hand. */
const MOST_MEASUREMENTS = 16 * 2 ** 20;

/** What a reader brought: images to process, and manifests to take parameters from. */
export interface SortedFiles {
  readonly images: readonly File[];
  readonly manifests: readonly File[];
}

/** Throws AbortError. */
export async function sortFiles(files: readonly File[], listening: Listening): Promise<SortedFiles> {
  const images: File[] = [];
  const manifests: File[] = [];
  for (const file of files) (isManifestFile(file) && !(await isImage(file, listening)) ? manifests : images).push(file);
  return { images, manifests };
}

/** By its content: an image may have any name. One that cannot be read is none. */
async function isImage(file: File, listening: Listening): Promise<boolean> {
  try {
    const head = await answered(() => file.slice(0, SIGNATURE_LENGTH).arrayBuffer(), listening);
    return sniffFormat(new Uint8Array(head)) !== null;
  } catch (error) {
    if (listening.signal?.aborted) throw error;
    return false;
  }
}

/** What a read gives, which is one answer; it is not begun where nobody waits for it. */
function answered<T>(read: () => Promise<T>, listening: Listening): Promise<T> {
  return listenTo(
    (_signal, heard) => {
      heard(true);
      return read();
    },
    listening,
    noAnswerError,
  );
}

/** The parameters that a manifest's images were made with. */
export interface ManifestSetting {
  /** Those of its first image. */
  readonly params: PipelineParams;
  /** How many sets of parameters the manifest holds; more than one where its images differ. */
  readonly sets: number;
  /** Which frames they are of, by the SHA-256 of files of several. */
  readonly frames: ReadonlyMap<string, number>;
}

/** What a file says that was measured; null where it does not say that it holds measurements. @throws XrayError `decode-failed`; AbortError */
export async function readMeasurements(file: File, listening: Listening): Promise<MeasuredImage[] | null> {
  const { parseMeasurements, saysMeasurements } = await loadPart(
    'decode-failed',
    () => import('../../measure/measurements-reader.ts'),
  );
  const says = async (): Promise<boolean> => saysMeasurements(await file.slice(0, 400).text());
  if (file.size > MOST_MEASUREMENTS) return null;
  const said = await answered(says, listening).catch((error: unknown) => {
    if (error instanceof XrayError && error.reason === 'no-answer') throw withSourceName(file, error);
    // What cannot be read is told of as a manifest.
    return false;
  });
  if (!said) return null;
  return parseMeasurements(await answered(() => file.text(), listening), file.name);
}

/** @throws XrayError `decode-failed` or `invalid-params`, whose message begins with the file's name; AbortError. */
export async function readSetting(file: File, listening: Listening): Promise<ManifestSetting> {
  const { readManifest } = await loadPart('decode-failed', () => import('../../export/manifest/manifest-reader.ts'));
  const { images, parameterSets } = await answered(() => readManifest(file), listening).catch((error: unknown) => {
    throw error instanceof XrayError && error.reason === 'no-answer' ? withSourceName(file, error) : error;
  });
  try {
    const frames = images.flatMap(({ sha256, frame }): [string, number][] =>
      sha256 === undefined || frame === undefined ? [] : [[sha256, frame]],
    );
    return { params: resolveParams(parameterSets[0]), sets: parameterSets.length, frames: new Map(frames) };
  } catch (error) {
    throw named(error, file.name);
  }
}
