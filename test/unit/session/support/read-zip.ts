import JSZip from 'jszip';
import type { PipelineParams } from '../../../../src/pipeline/params.ts';
import type { StageId } from '../../../../src/pipeline/standard-graph.ts';
import { decodeImage } from '../../../../src/decode/decode-image.ts';

export interface ZippedManifest {
  readonly images: readonly {
    readonly name: string;
    readonly engine: string;
    readonly parameters: PipelineParams;
    readonly source: Readonly<Record<string, unknown>>;
    readonly files: Readonly<Record<StageId, { readonly file: string; readonly sha256: string }>>;
  }[];
}

export interface ZippedImages {
  /** Of all files in the archive. */
  readonly names: readonly string[];
  readonly manifest: ZippedManifest;
  bytes(name: string): Promise<Uint8Array>;
  pixels(stem: string, stage: StageId): Promise<number[]>;
}

/** Looks into an archive of results. */
export async function readZip(blob: Blob): Promise<ZippedImages> {
  const { files } = await JSZip.loadAsync(await blob.arrayBuffer());
  const bytes = (name: string): Promise<Uint8Array<ArrayBuffer>> =>
    files[name].async('uint8array') as Promise<Uint8Array<ArrayBuffer>>;
  return {
    names: Object.keys(files),
    manifest: JSON.parse(await files['manifest.json'].async('string')) as ZippedManifest,
    bytes,
    pixels: async (stem, stage) => [...(await decodeImage(new Blob([await bytes(`${stem}_${stage}.png`)]))).data],
  };
}
