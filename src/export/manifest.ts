import { VERSION } from '../version.ts';

/** What the caller knows of the images in an archive. Stages are named by the caller, entries as they were passed. */
export interface ManifestInput {
  /** What computed the stages, for example `webgl2` or `cpu`. */
  readonly engine: string;
  readonly images: readonly ManifestImageInput[];
}

export interface ManifestImageInput {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Bits a sample of the source file. */
  readonly sourceBitDepth: number;
  readonly parameters: object;
  /** Stage → name of its entry. */
  readonly files: Readonly<Record<string, string>>;
}

/** A file of the archive and the SHA-256 of its bytes, in hexadecimal. */
export interface ManifestFile {
  readonly file: string;
  readonly sha256: string;
}

/** `manifest.json`. */
export interface Manifest {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'xray-lab'; readonly version: string };
  readonly engine?: string;
  readonly images: readonly (Omit<ManifestImageInput, 'files'> & {
    readonly files: Readonly<Record<string, ManifestFile>>;
  })[];
  /** Files that belong to none of `images`. */
  readonly otherFiles: readonly ManifestFile[];
}

/**
 * @param files what the archive holds, by the name the caller gave each entry.
 * @throws RangeError when `input` names an entry that is not there.
 */
export function buildManifest(files: ReadonlyMap<string, ManifestFile>, input?: ManifestInput): Manifest {
  const covered = new Set<string>();
  const images = (input?.images ?? []).map(({ files: stages, name, width, height, sourceBitDepth, parameters }) => {
    const entries = Object.entries(stages).map(([stage, entry]): [string, ManifestFile] => {
      const file = files.get(entry);
      if (!file) throw new RangeError(`The manifest names "${entry}" for ${name}, but no entry has that name.`);
      covered.add(entry);
      return [stage, file];
    });
    return { name, width, height, sourceBitDepth, parameters, files: Object.fromEntries(entries) };
  });
  return {
    schemaVersion: 1,
    tool: { name: 'xray-lab', version: VERSION },
    ...(input ? { engine: input.engine } : {}),
    images,
    otherFiles: [...files].filter(([entry]) => !covered.has(entry)).map(([, file]) => file),
  };
}
