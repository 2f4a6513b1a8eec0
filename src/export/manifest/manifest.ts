import { jsonText } from '../../base/json-text.ts';
import { nextTask } from '../../base/next-task.ts';
import type { SampleValues } from '../../image/sample-values.ts';
import { VERSION } from '../../version.ts';
import { windowTold, type WindowTold } from './window-told.ts';

/** What is known of the file an image came from; `SourceInfo` of the decoder fits. */
export interface ManifestSource {
  /** The id of its format, as `png` and `jpeg`. */
  readonly format?: string;
  /** Bits a sample. */
  readonly bitDepth?: number;
  /** How the file stores its colours: `gray`, `gray-alpha`, `rgb`, `rgba`, `palette` or `cmyk`. */
  readonly colorType?: string;
  /** How true the decoded pixels are: `exact`; in manifests of earlier versions also `converted` or `noisy`. */
  readonly fidelity?: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  readonly sha256?: string;
  /** How many bytes. */
  readonly bytes?: number;
  /** How a DICOM file is coded, by its UID. */
  readonly transferSyntax?: string;
  /** How many frames it has, and which of several this is, from 0. */
  readonly frames?: number;
  readonly frame?: number;
}

/** What the caller knows of the images in an archive. Stages are named by the caller, entries as they were passed. */
export interface ManifestInput {
  readonly images: readonly ManifestImageInput[];
}

export interface ManifestImageInput {
  /** What the image is called: the name of its file, unless that is not to be told. */
  readonly name: string;
  readonly source?: ManifestSource;
  readonly width: number;
  readonly height: number;
  /** What computed the stages: `webgl2` or `cpu`. */
  readonly engine?: string;
  readonly parameters: object;
  /** What its samples mean: with it the manifest tells which of them are shown. */
  readonly values?: SampleValues;
  /** Of those the ones that the image decided on, by group and name, as they would be set; asked for when all files are there. */
  readonly found?: () => object | null;
  /** Stage → name of its entry. */
  readonly files: Readonly<Record<string, string>>;
}

/** A file of the archive and the SHA-256 of its bytes, in hexadecimal. */
export interface ManifestFile {
  readonly file: string;
  readonly sha256: string;
}

export interface ManifestImage {
  readonly name: string;
  readonly source?: ManifestSource;
  readonly width: number;
  readonly height: number;
  readonly engine?: string;
  readonly parameters: object;
  readonly window?: WindowTold;
  readonly found?: object;
  readonly files: Readonly<Record<string, ManifestFile>>;
}

/** `manifest.json`, as docs/schema/manifest.schema.json describes it. */
export interface Manifest {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'xray-lab'; readonly version: string };
  readonly images: readonly ManifestImage[];
  /** Files that belong to none of `images`. */
  readonly otherFiles: readonly ManifestFile[];
}

export const MANIFEST_NAME = 'manifest.json';

/** How many images are told of in one task: of thousands a manifest is megabytes. */
const IMAGES_A_TASK = 200;

/**
 * The manifest as a file of text.
 * @param files what the archive holds, by the name the caller gave each entry.
 * @throws RangeError when `input` names an entry that is not there.
 */
export async function manifestBytes(
  files: ReadonlyMap<string, ManifestFile>,
  { images }: ManifestInput = { images: [] },
): Promise<Uint8Array<ArrayBuffer>> {
  const covered = new Set<string>();
  const told: string[] = [];
  for (const image of images) {
    told.push(textOf(manifestImage(image, files, covered)));
    if (told.length % IMAGES_A_TASK === 0) await nextTask();
  }
  const others = [...files].filter(([entry]) => !covered.has(entry)).map(([, file]) => textOf(file));
  return bytesOf(told, others);
}

/** As {@link manifestBytes}, of images that a manifest has told of before, in which nothing is to be looked up. */
export async function manifestOf(
  images: readonly ManifestImage[],
  more: object = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const told: string[] = [];
  for (const image of images) {
    told.push(textOf(image));
    if (told.length % IMAGES_A_TASK === 0) await nextTask();
  }
  return bytesOf(told, [], more);
}

function bytesOf(told: readonly string[], others: readonly string[], more: object = {}): Uint8Array<ArrayBuffer> {
  const head: Pick<Manifest, 'schemaVersion' | 'tool'> = {
    schemaVersion: 1,
    tool: { name: 'xray-lab', version: VERSION },
    ...more,
  };
  const lists = `"images": ${listOf(told)},\n  "otherFiles": ${listOf(others)}`;
  const text = `${jsonText(head).slice(0, -2)},\n  ${lists}\n}\n`;
  return new TextEncoder().encode(text);
}

/**
 * What a manifest tells of an image; the entries that it names are added to `covered`.
 * @throws RangeError when it names one that is not among `files`.
 */
export function manifestImage(
  image: ManifestImageInput,
  files: ReadonlyMap<string, ManifestFile>,
  covered = new Set<string>(),
): ManifestImage {
  const entries = Object.entries(image.files).map(([stage, entry]): [string, ManifestFile] => {
    const file = files.get(entry);
    if (!file) throw new RangeError(`The manifest names "${entry}" for ${image.name}, but no entry has that name.`);
    covered.add(entry);
    return [stage, file];
  });
  const { name, width, height, engine, parameters, values } = image;
  const source = image.source && knownFields(image.source);
  const found = image.found?.();
  return {
    name,
    ...(source ? { source } : {}),
    width,
    height,
    ...(engine === undefined ? {} : { engine }),
    parameters,
    ...(values ? { window: windowTold(values, parameters) } : {}),
    ...(found ? { found } : {}),
    files: Object.fromEntries(entries),
  };
}

/** As it stands in a list of the manifest. */
function textOf(item: ManifestImage | ManifestFile): string {
  return jsonText(item, '    ');
}

function listOf(texts: readonly string[]): string {
  return texts.length === 0 ? '[]' : `[\n    ${texts.join(',\n    ')}\n  ]`;
}

/** Only what the schema knows: nothing else of an object that a caller passes on is to get out. */
function knownFields(source: ManifestSource): ManifestSource {
  const { format, bitDepth, colorType, fidelity, sha256, bytes, transferSyntax, frames, frame } = source;
  return { format, bitDepth, colorType, fidelity, sha256, bytes, transferSyntax, frames, frame };
}
