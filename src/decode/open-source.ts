import { throwIfAborted } from '../base/xray-error.ts';
import { unlessAborted } from '../base/unless-aborted.ts';
import type { Raster8, RasterImage } from '../image/raster-image.ts';
import { decodeInWorker } from './decode-client.ts';
import type { DecodedPixels } from './decode-tasks.ts';
import { probeJpeg, type Reading } from './jpeg/jpeg-probe.ts';
import { readImageHeader } from './read-image-header.ts';
import { damagedError, hiddenPixelsError, withSourceName } from './source/decode-errors.ts';
import type { Decoder, DecodeInput, SampleDepth } from './source/decode-input.ts';
import type { FormatId } from './source/formats.ts';
import type { Fidelity, ImageHeader, SourceInfo } from './source/image-header.ts';
import { assertFileSize, assertPixelCount, type DecodeLimits } from './source/limits.ts';

export interface OpenSourceOptions extends DecodeLimits {
  /** Ends the work; the promise then rejects with AbortError. */
  readonly signal?: AbortSignal;
}

export interface DecodeSourceOptions<Depth extends SampleDepth = SampleDepth> {
  /** Ends the work; the promise then rejects with AbortError. */
  readonly signal?: AbortSignal;
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
  /** Reads the file's bytes, once, and decodes them. Throws as `decodeImage`, whose limits are not asked again. */
  decode(options?: DecodeSourceOptions<'picture'>): Promise<DecodedSource<Raster8>>;
  decode(options: DecodeSourceOptions): Promise<DecodedSource>;
}

/** Reads a file's header, for it to be decoded then. Throws as `decodeImage` where the header tells of the reason. */
export async function openSource(blob: Blob, options: OpenSourceOptions = {}): Promise<OpenedSource> {
  const { signal } = options;
  throwIfAborted(signal);
  return new FileSource(blob, await unlessAborted(readImageHeader(blob, options), signal));
}

class FileSource implements OpenedSource {
  constructor(
    private readonly blob: Blob,
    readonly header: ImageHeader,
  ) {}

  check(limits: DecodeLimits): void {
    try {
      assertFileSize(this.blob.size, limits);
      assertPixelCount(this.header.width, this.header.height, limits);
    } catch (error) {
      throw withSourceName(this.blob, error);
    }
  }

  decode(options?: DecodeSourceOptions<'picture'>): Promise<DecodedSource<Raster8>>;
  decode(options: DecodeSourceOptions): Promise<DecodedSource>;
  async decode({ signal, digest = false, depth = 'picture' }: DecodeSourceOptions = {}): Promise<DecodedSource> {
    const { blob, header } = this;
    const { format, bitDepth, colorType } = header;
    throwIfAborted(signal);
    try {
      const fidelity = await fidelityOf(format, signal);
      const { image, sha256 } = await decodePixels({ source: blob, header, depth, digest }, signal);
      if (!image) throw damagedError(new Error('No canvas on this thread.'));
      const known = { format, bitDepth, colorType, fidelity, bytes: blob.size };
      return { image, source: sha256 === null ? known : { ...known, sha256 } };
    } catch (error) {
      throw withSourceName(blob, error);
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
async function decodePixels(input: DecodeInput, signal?: AbortSignal): Promise<DecodedPixels> {
  const pixels = await decodeInWorker(input, signal);
  const browser = BROWSER_DECODERS[input.header.format];
  if (pixels.image || !browser) return pixels;
  const { Pacer } = await import('../worker/pacer.ts');
  const bytes = new Uint8Array(await input.source.arrayBuffer());
  return { ...pixels, image: await browser.decodeHere({ ...input, bytes }, new Pacer(signal)) };
}
