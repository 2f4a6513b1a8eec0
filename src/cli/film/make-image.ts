import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createCpuEngine } from '../../cpu/cpu-engine.ts';
import type { SourceInfo } from '../../decode/decode-image.ts';
import type { DecodedSource, OpenedSource } from '../../decode/open-source.ts';
import { manifestImage, type ManifestFile } from '../../export/manifest/manifest.ts';
import { encodePngPaced } from '../../export/png/png-encoder.ts';
import { PlainKernels } from '../../export/png/plain-kernels.ts';
import type { PngKernels } from '../../export/png/png-kernels.ts';
import { createWasmKernels } from '../../export/png/wasm-kernels.ts';
import { resultFileName } from '../../export/result-names.ts';
import { rowsOf, type RowSource } from '../../image/row-source.ts';
import type { Engine, ImagePipeline } from '../../pipeline/engine.ts';
import { foundGroups } from '../../session/files/found-groups.ts';
import { Pacer } from '../../worker/pacer.ts';
import { AtomicFile } from './atomic-file.ts';
import { STORED, type FilmImage, type FilmInput, type ResultKind, type WrittenFile } from './film.ts';

/** A frame whose results are written, once the digest of its source is known. */
export type MadeImage = (sha256: string) => FilmImage;

interface Making {
  readonly source: OpenedSource;
  readonly frame: number;
  readonly signal: AbortSignal;
  /** Takes the files, which have no names yet. */
  readonly written: AtomicFile[];
}

/** One a thread, made with the first film. */
let engine: Promise<Engine> | null = null;

/** Those that nobody works with: where there are no threads, several films share one. */
const idle: PngKernels[] = [];

/** Computes a frame and writes what is wanted of it. @throws XrayError; AbortError */
export async function makeImage(input: FilmInput, making: Making): Promise<MadeImage> {
  const { frame, signal, source } = making;
  const { bitDepth, frames = 1 } = source.header;
  const stem = input.frames && frames > 1 ? `${input.stem}_frame${frame}` : input.stem;
  const { pipeline, info, stored } = await openFrame(making);
  try {
    await pipeline.update(input.params, { signal });
    const files: Partial<Record<ResultKind, ManifestFile>> = {};
    const written: WrittenFile[] = [];
    for (const kind of input.kinds) {
      if (kind === STORED && bitDepth <= 8) continue;
      const rows = kind === STORED ? await stored() : await rowsOfStage(pipeline, kind);
      const file = new AtomicFile(join(input.folder, resultFileName(stem, kind)));
      making.written.push(file);
      const { sha256, ...png } = await writePng(rows, file, signal);
      files[kind] = { file: resultFileName(stem, kind), sha256 };
      written.push({ name: resultFileName(stem, kind), ...png });
    }
    const found = await foundGroups(pipeline);
    const { width, height, values } = pipeline;
    const facts = {
      name: input.name,
      width,
      height,
      engine: 'cpu',
      parameters: input.params,
      found: () => found,
      ...(values && (values.bitsStored > 8 || values.transferSyntax) && { values }),
      files: Object.fromEntries(Object.keys(files).map((kind) => [kind, kind])),
    };
    const listed = new Map(Object.entries(files));
    return (sha256) => ({
      told: manifestImage({ ...facts, source: { ...info(), sha256 } }, listed),
      files: written,
    });
  } finally {
    pipeline.dispose();
  }
}

interface OpenedFrame {
  readonly pipeline: ImagePipeline;
  readonly info: () => SourceInfo;
  /** The samples as the source has them. */
  readonly stored: () => Promise<RowSource>;
}

/** DICOM is decoded here and handed over; of other formats the engine decodes into its own memory. */
async function openFrame({ source, frame, signal }: Making): Promise<OpenedFrame> {
  const { format, colorType } = source.header;
  engine ??= createCpuEngine();
  const stored = async (): Promise<RowSource> =>
    rowsOf((await source.decode({ signal, depth: 'stored', frame })).image);
  if (format !== 'dicom') {
    let read: SourceInfo | null = null;
    const image = source.inFile({ onRead: (info) => (read = info) });
    const pipeline = await (await engine).open(image, { signal });
    const info = (): SourceInfo => {
      if (!read) throw new Error('The engine has not read the file.');
      return read;
    };
    return { pipeline, info, stored };
  }
  // Of 8 bits the file may say what they mean, and a window is laid over them, too.
  const isStored = colorType === 'gray' || colorType === 'gray-alpha';
  const decoded: DecodedSource = await source.decode({ signal, depth: isStored ? 'stored' : 'picture', frame });
  const { image, values } = decoded;
  const pipeline = await (await engine).open(image, { signal, values });
  return {
    pipeline,
    info: () => decoded.source,
    stored: isStored ? async () => rowsOf(image) : stored,
  };
}

async function rowsOfStage(pipeline: ImagePipeline, stage: Exclude<ResultKind, typeof STORED>): Promise<RowSource> {
  return pipeline.rows ? pipeline.rows(stage) : rowsOf(await pipeline.read(stage));
}

interface WrittenPng extends Omit<WrittenFile, 'name'> {
  readonly sha256: string;
}

/** Encodes as the page does, and writes each piece from where it was made. */
async function writePng(rows: RowSource, file: AtomicFile, signal: AbortSignal): Promise<WrittenPng> {
  const kernels = idle.pop() ?? (await createWasmKernels()) ?? new PlainKernels();
  const hash = createHash('sha256');
  let size = 0;
  const take = (piece: Uint8Array): void => {
    hash.update(piece);
    file.write(piece);
    size += piece.length;
  };
  try {
    const { crc32 } = await encodePngPaced(rows, kernels, new Pacer(signal), { digest: false, take });
    file.close();
    return { size, crc32, sha256: hash.digest('hex') };
  } finally {
    idle.push(kernels);
  }
}
