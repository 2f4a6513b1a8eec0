import { crc32 } from '../base/checksums/crc32.ts';
import { isBlob, wrongArgument } from '../base/kinds.ts';
import { listenTo, type Heard, type Listening } from '../base/listen-to.ts';
import { throwIfAborted, withFileName } from '../base/xray-error.ts';
import { unlessAborted } from '../base/unless-aborted.ts';
import type { Raster8, RasterImage } from '../image/raster-image.ts';
import { decodeInWorker } from './decode-client.ts';
import type { DecodedPixels } from './decode-tasks.ts';
import { probeJpeg, type Reading } from './jpeg/jpeg-probe.ts';
import { readImageHeader } from './read-image-header.ts';
import { BlobReader } from './source/blob-reader.ts';
import { damagedError, hiddenPixelsError, noAnswerError, sourceName, withSourceName } from './source/decode-errors.ts';
import { readBlob } from './source/read-blob.ts';
import type { Decoder, DecodeInput, SampleDepth } from './source/decode-input.ts';
import type { FormatId } from './source/formats.ts';
import type { Fidelity, ImageHeader, SourceInfo } from './source/image-header.ts';
import { assertFileSize, assertPixelCount, type DecodeLimits } from './source/limits.ts';

/** A file that says nothing for longer than `patience` is refused: `decode-failed`, reason `no-answer`. */
export interface OpenSourceOptions extends DecodeLimits, Listening {}

export interface DecodeSourceOptions<Depth extends SampleDepth = SampleDepth> extends Listening {
  /** Whether `source.sha256` is wanted; computed where the image is decoded, from the bytes it is decoded from. */
  readonly digest?: boolean;
  /** Default `picture`. */
  readonly depth?: Depth;
}

/** A decoded image and what it was in its file. */
export interface DecodedSource<Image extends RasterImage = RasterImage> {
  readonly image: Image;
  readonly source: SourceInfo;
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
  /** Reads the file's bytes, once, and decodes them. Throws as `decodeImage`, whose limits are not asked again. */
  decode(options?: DecodeSourceOptions<'picture'>): Promise<DecodedSource<Raster8>>;
  decode(options: DecodeSourceOptions): Promise<DecodedSource>;
}

/** Reads a file's header, for it to be decoded then. Throws as `decodeImage` where the header tells of the reason. */
export async function openSource(blob: Blob, options: OpenSourceOptions = {}): Promise<OpenedSource> {
  throwIfAborted(options.signal);
  if (!isBlob(blob)) throw wrongArgument('decodeImage()', 'a File or a Blob', blob);
  const read = async (_signal: AbortSignal, heard: Heard): Promise<OpenedSource> => {
    const reader = new BlobReader(blob, heard);
    const header = await readImageHeader(blob, options, reader);
    const { first } = reader;
    return new FileSource(blob, header, first ? { length: first.length, crc: crc32(first) } : undefined);
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
      assertFileSize(this.blob.size, limits);
      assertPixelCount(this.header.width, this.header.height, limits);
    } catch (error) {
      throw withSourceName(this.blob, error);
    }
  }

  async answers(listening: Listening): Promise<void> {
    await this.listen(listening, (_signal, heard) => readBlob(this.blob.slice(-1), heard));
  }

  decode(options?: DecodeSourceOptions<'picture'>): Promise<DecodedSource<Raster8>>;
  decode(options: DecodeSourceOptions): Promise<DecodedSource>;
  async decode({ digest = false, depth = 'picture', ...listening }: DecodeSourceOptions = {}): Promise<DecodedSource> {
    const { blob, header, head } = this;
    const { format, bitDepth, colorType } = header;
    return this.listen(listening, async (signal, heard) => {
      const fidelity = await fidelityOf(format, signal);
      const { image, sha256 } = await decodePixels({ source: blob, header, depth, digest, head }, signal, heard);
      if (!image) throw damagedError(new Error('No canvas on this thread.'));
      const known = { format, bitDepth, colorType, fidelity, bytes: blob.size };
      return { image, source: sha256 === null ? known : { ...known, sha256 } };
    });
  }

  private async listen<T>(listening: Listening, work: (signal: AbortSignal, heard: Heard) => Promise<T>): Promise<T> {
    try {
      return await listenTo(work, listening, noAnswerError);
    } catch (error) {
      throw withSourceName(this.blob, error);
    }
  }
}

/** What takes the browser's own decoder and a canvas. */
interface BrowserDecoder {
  /** How true its pixels are, found out by `decode`, on the way that files take. */
  probe(decode: (input: DecodeInput) => Promise<RasterImage | null>): Promise<Reading>;
  /** Decodes on this thread: the workers of older browsers have no canvas; the page has. */
  readonly decodeHere: Decoder;
}

const BROWSER_DECODERS: Readonly<Partial<Record<FormatId, BrowserDecoder>>> = {
  jpeg: {
    probe: probeJpeg,
    decodeHere: async (input, pacer) => (await import('./jpeg/decode-jpeg.ts')).decodeJpeg(input, pacer),
  },
};

/** Formats that are decoded here are so exactly. */
async function fidelityOf(format: FormatId, signal: AbortSignal | undefined): Promise<Fidelity> {
  const browser = BROWSER_DECODERS[format];
  if (!browser) return 'exact';
  // The probe goes on without the signal: what one file no longer wants to know, the next one will.
  const reading = await unlessAborted(
    browser.probe(async (known) => (await decodePixels(known)).image),
    signal,
  );
  if (reading === 'hidden') throw hiddenPixelsError();
  return reading;
}

/** `image` is null where neither worker nor page has what it takes. */
async function decodePixels(input: DecodeInput, signal?: AbortSignal, heard?: Heard): Promise<DecodedPixels> {
  const pixels = await decodeInWorker(input, signal, heard);
  const browser = BROWSER_DECODERS[input.header.format];
  const { bytes } = pixels;
  if (!bytes || !browser) return pixels;
  const { Pacer } = await import('../worker/pacer.ts');
  return { ...pixels, image: await browser.decodeHere({ ...input, bytes }, new Pacer(signal)) };
}
