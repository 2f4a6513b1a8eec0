import { isBlob, wrongArgument } from '../base/kinds.ts';
import { listenTo, type Heard, type Listening } from '../base/listen-to.ts';
import { loadPart } from '../base/load-part.ts';
import { throwIfAborted, withFileName } from '../base/xray-error.ts';
import { unlessAborted } from '../base/unless-aborted.ts';
import type { DecodeThere, ImageInFile, SamplesInFile } from '../image/image-in-file.ts';
import type { Raster8, RasterImage } from '../image/raster-image.ts';
import type { SampleValues } from '../image/sample-values.ts';
import type { DecodedPixels } from './decode-tasks.ts';
import { BlobReader } from './source/blob-reader.ts';
import { changedError, noAnswerError, sourceName, withSourceName } from './source/decode-errors.ts';
import { readBlob } from './source/read-blob.ts';
import type { DecodeInput, SampleDepth, ShowPicture } from './source/decode-input.ts';
import type { FormatId } from './source/formats.ts';
import type { HeaderFields } from './source/header-field.ts';
import type { ImageHeader, SourceInfo } from './source/image-header.ts';
import { assertFileSize, assertPixelCount, type DecodeLimits } from './source/limits.ts';

/** A file that says nothing for longer than `patience` is refused: `decode-failed`, reason `no-answer`. */
export interface OpenSourceOptions extends DecodeLimits, Listening {}

export interface DecodeSourceOptions<Depth extends SampleDepth = SampleDepth> extends Listening {
  /** Whether `source.sha256` is wanted; computed where the image is decoded, from the bytes it is decoded from. */
  readonly digest?: boolean;
  /** Default `picture`. */
  readonly depth?: Depth;
  /** Of a file of several, from 0. Default 0. */
  readonly frame?: number;
  /** Shown a picture of the file before its pixels are there, by formats that have one. */
  readonly show?: ShowPicture;
}

/** A decoded image and what it was in its file. */
export interface DecodedSource<Image extends RasterImage = RasterImage> {
  readonly image: Image;
  /** What stored samples mean, of a file that says it. */
  readonly values?: SampleValues;
  readonly source: SourceInfo;
}

/** How an image in its file is read, each time; the signal is given then. */
export interface InFileOptions extends Omit<Listening, 'signal'> {
  /** As in {@link DecodeSourceOptions}. Where it is wanted, what is read again is held against it. */
  readonly digest?: boolean;
  readonly show?: ShowPicture;
  /** As in {@link DecodeSourceOptions}. */
  readonly frame?: number;
  /** Called when the file was decoded for the first time; what it throws refuses the image. */
  readonly onRead?: (source: SourceInfo) => void;
  /** Has what no engine decodes itself begin at once, so that nothing waits for an engine that is coming up; until it is aborted. */
  readonly begin?: AbortSignal;
}

/** A file whose header was read. It holds that and the file, none of its bytes, and so may be kept for as long as the file is. */
export interface OpenedSource {
  readonly header: ImageHeader;
  /**
   * Holds the file against limits that have changed since, without reading it. Throws `file-too-large` and
   * `image-too-large`, as {@link openSource}.
   */
  check(limits: DecodeLimits): void;
  /** Settles when the file answers a read of its end, which takes no decoder. Throws as {@link openSource}. */
  answers(listening: Listening): Promise<void>;
  /** What the header of a DICOM file says, the patient's name and all: for a person who asks. Throws as {@link openSource}. */
  fields(listening: Listening): Promise<HeaderFields>;
  /** Reads the file's bytes, once, and decodes them. Throws as `decodeImage`, whose limits are not asked again. */
  decode(options?: DecodeSourceOptions<'picture'>): Promise<DecodedSource<Raster8>>;
  decode(options: DecodeSourceOptions): Promise<DecodedSource>;
  /** The image for an engine, which decodes it when it wants it. */
  inFile(options?: InFileOptions): ImageInFile;
}

/** Formats that {@link decodeInto} decodes, on any thread. */
const OWN_FORMATS: readonly FormatId[] = ['jpeg', 'png'];

/** Reads a file's header, for it to be decoded then. Throws as `decodeImage` where the header tells of the reason. */
export async function openSource(blob: Blob, options: OpenSourceOptions = {}): Promise<OpenedSource> {
  throwIfAborted(options.signal);
  if (!isBlob(blob)) throw wrongArgument('decodeImage()', 'a File or a Blob', blob);
  const read = async (signal: AbortSignal, heard: Heard): Promise<OpenedSource> => {
    const reader = new BlobReader(blob, heard, signal);
    // Pages are painted before anything is read.
    const { headOf, readImageHeader } = await loadPart('decode-failed', () => import('./read-image-header.ts'));
    const header = await readImageHeader(blob, options, reader);
    return new FileSource(blob, header, headOf(reader));
  };
  return listenTo(read, options, () => withFileName(noAnswerError(), sourceName(blob)));
}

class FileSource implements OpenedSource {
  constructor(
    private readonly blob: Blob,
    readonly header: ImageHeader,
    private readonly head: DecodeInput['head'],
  ) {}

  check(limits: DecodeLimits): void {
    try {
      assertFileSize(this.blob.size, limits, this.header.format);
      assertPixelCount(this.header.width, this.header.height, limits);
    } catch (error) {
      throw withSourceName(this.blob, error);
    }
  }

  async answers(listening: Listening): Promise<void> {
    await this.listen(listening, (_signal, heard) => readBlob(this.blob.slice(-1), heard));
  }

  async fields(listening: Listening): Promise<HeaderFields> {
    const { blob: source, head } = this;
    return this.listen(listening, async (signal, heard) => {
      const { readFieldsInWorker } = await loadPart('decode-failed', () => import('./dicom-client.ts'));
      return readFieldsInWorker({ source, head }, signal, heard);
    });
  }

  decode(options?: DecodeSourceOptions<'picture'>): Promise<DecodedSource<Raster8>>;
  decode(options: DecodeSourceOptions): Promise<DecodedSource>;
  async decode(options: DecodeSourceOptions = {}): Promise<DecodedSource> {
    const { digest = false, depth = 'picture', frame, show, ...listening } = options;
    const { blob, header, head } = this;
    return this.listen(listening, async (signal, heard) => {
      const input = {
        source: blob,
        format: header.format,
        header,
        depth,
        frame,
        digest,
        preview: show !== undefined,
        head,
      };
      const { image, values, sha256 } = await decodePixels(input, signal, heard, show);
      const source = this.sourceInfo(sha256, frame);
      return depth === 'stored' && values ? { image, values, source } : { image, source };
    });
  }

  inFile({ digest = false, onRead, show, begin, frame, ...listening }: InFileOptions = {}): ImageInFile {
    const { blob, head } = this;
    const { format, width, height, bitDepth, colorType } = this.header;
    let first: SourceInfo | null = null;
    const read = (source: SourceInfo): void => {
      // Some browsers read what is there now, whatever was chosen.
      if (first && first.sha256 !== source.sha256) throw withSourceName(blob, changedError());
      if (!first) onRead?.(source);
      first = source;
    };
    const decodeThere = async (depth: SampleDepth, there: DecodeThere, signal?: AbortSignal): Promise<void> => {
      // Of samples that are no picture yet there is nothing to be seen.
      const file = { source: blob, format, digest, preview: show !== undefined && depth === 'picture', depth, head };
      const sha256 = await this.listen({ ...listening, signal }, (ending, heard) =>
        there(file, ending, (report) => {
          if (typeof report === 'boolean') heard(report);
          else if (show) show(report);
        }),
      );
      read(this.sourceInfo(sha256));
    };
    const isOwn = OWN_FORMATS.includes(format);
    const channels = colorType === 'gray' || colorType === 'gray-alpha' ? 1 : 3;
    // Of 8 bits a DICOM file may say what they mean.
    const isStored = channels === 1 && (bitDepth > 8 || format === 'dicom');
    const early = isOwn ? undefined : begin;
    const picture = begunOnce(
      (ending) => this.decode({ ...listening, signal: ending, digest, frame, show }),
      isStored ? undefined : early,
    );
    const samples = begunOnce(
      (ending) => this.decode({ ...listening, signal: ending, digest, frame, depth: 'stored' }),
      isStored ? early : undefined,
    );
    let values: SampleValues | null = null;
    const stored: SamplesInFile = {
      width,
      height,
      channels,
      bitDepth: bitDepth > 8 ? 16 : 8,
      values: () => values,
      decode: async (signal) => {
        const decoded = await samples(signal);
        read(decoded.source);
        values = decoded.values ?? null;
        return decoded.image;
      },
      decodeThere: isOwn ? (there, signal) => decodeThere('stored', there, signal) : null,
    };
    return {
      width,
      height,
      channels,
      ...(isStored && { stored }),
      decode: async (signal) => {
        const { image, source } = await picture(signal);
        read(source);
        return image;
      },
      decodeThere: isOwn ? (there, signal) => decodeThere('picture', there, signal) : null,
    };
  }

  private sourceInfo(sha256: string | null, frame = 0): SourceInfo {
    const { format, bitDepth, colorType, transferSyntax, frames = 1 } = this.header;
    const known = {
      format,
      bitDepth,
      colorType,
      ...(transferSyntax !== undefined && { transferSyntax, frames }),
      ...(frames > 1 && { frame }),
      fidelity: 'exact' as const,
      bytes: this.blob.size,
    };
    return sha256 === null ? known : { ...known, sha256 };
  }

  private async listen<T>(listening: Listening, work: (signal: AbortSignal, heard: Heard) => Promise<T>): Promise<T> {
    try {
      return await listenTo(work, listening, noAnswerError);
    } catch (error) {
      throw withSourceName(this.blob, error);
    }
  }
}

/** DICOM has a worker of its own: its code is fetched where there is such a file. */
function loadDecoder(format: FormatId): Promise<Pick<typeof import('./decode-client.ts'), 'decodeInWorker'>> {
  return format === 'dicom' ? import('./dicom-client.ts') : import('./decode-client.ts');
}

/** Has `decode` begin at once, until `begin` is aborted: whoever asks first is given that, whoever asks then another. */
function begunOnce<Decoded>(
  decode: (signal?: AbortSignal) => Promise<Decoded>,
  begin: AbortSignal | undefined,
): (signal?: AbortSignal) => Promise<Decoded> {
  let begun = begin ? decode(begin) : null;
  begun?.catch(() => undefined);
  return (signal) => {
    const decoding = begun ? unlessAborted(begun, signal) : decode(signal);
    begun = null;
    return decoding;
  };
}

async function decodePixels(
  input: DecodeInput,
  signal: AbortSignal,
  heard: Heard,
  show?: ShowPicture,
): Promise<DecodedPixels> {
  const { decodeInWorker } = await loadPart('decode-failed', () => loadDecoder(input.header.format));
  return decodeInWorker(input, signal, (report) => {
    if (typeof report === 'boolean') heard(report);
    else if (show) show(report);
  });
}
