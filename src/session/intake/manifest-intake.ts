import { SIGNATURE_LENGTH, sniffFormat } from '../../decode/source/formats.ts';
import { isManifestFile, readManifest } from '../../export/manifest/manifest-reader.ts';
import { resolveParams, type PipelineParams } from '../../pipeline/params.ts';
import { named } from '../processing/open-file.ts';

/** What a reader brought: images to process, and manifests to take parameters from. */
export interface SortedFiles {
  readonly images: readonly File[];
  readonly manifests: readonly File[];
}

export async function sortFiles(files: readonly File[]): Promise<SortedFiles> {
  const images: File[] = [];
  const manifests: File[] = [];
  for (const file of files) (isManifestFile(file) && !(await isImage(file)) ? manifests : images).push(file);
  return { images, manifests };
}

/** By its content: an image may have any name. One that cannot be read is none. */
async function isImage(file: File): Promise<boolean> {
  const head = await file
    .slice(0, SIGNATURE_LENGTH)
    .arrayBuffer()
    .catch(() => new ArrayBuffer(0));
  return sniffFormat(new Uint8Array(head)) !== null;
}

/** The parameters that a manifest's images were made with. */
export interface ManifestSetting {
  /** Those of its first image. */
  readonly params: PipelineParams;
  /** How many sets of parameters the manifest holds; more than one where its images differ. */
  readonly sets: number;
}

/** @throws XrayError `decode-failed` or `invalid-params`, whose message begins with the file's name. */
export async function readSetting(file: File): Promise<ManifestSetting> {
  const { parameterSets } = await readManifest(file);
  try {
    return { params: resolveParams(parameterSets[0]), sets: parameterSets.length };
  } catch (error) {
    throw named(error, file.name);
  }
}
