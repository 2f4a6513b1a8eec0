import { isManifestFile, readManifest } from '../export/manifest-reader.ts';
import { resolveParams, type PipelineParams } from '../pipeline/params.ts';
import { named } from './open-file.ts';

/** What a reader brought: images to process, and manifests to take parameters from. */
export interface BroughtFiles {
  readonly images: readonly File[];
  readonly manifests: readonly File[];
}

export function sortBrought(files: readonly File[]): BroughtFiles {
  return {
    images: files.filter((file) => !isManifestFile(file)),
    manifests: files.filter(isManifestFile),
  };
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
