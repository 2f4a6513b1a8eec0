import type { RasterImage } from '../image/raster-image.ts';
import type { SampleValues } from '../image/sample-values.ts';
import type { Pacer } from '../worker/pacer.ts';
import type { TaskHandlers } from '../worker/tasks.ts';
import { decodeJpeg } from './jpeg/decode-jpeg.ts';
import { decodePng } from './png/decode-png.ts';
import { readAndDecode } from './read-and-decode.ts';
import type { DecodeInput, ShowPicture } from './source/decode-input.ts';
import type { FileBytes } from './source/file-bytes.ts';
import type { FormatId } from './source/formats.ts';

type FileDecoder = (
  file: FileBytes,
  input: Pick<DecodeInput, 'header' | 'depth'>,
  pacer: Pacer,
  show: ShowPicture | undefined,
) => Promise<RasterImage>;

/** Of all formats but DICOM, which has a worker of its own. */
const DECODERS: Readonly<Record<Exclude<FormatId, 'dicom'>, FileDecoder>> = {
  jpeg: async (file, { header }, pacer, show) =>
    decodeJpeg({ header, bytes: await file.whole() }, pacer, undefined, show),
  png: (file, { depth }, pacer, show) => decodePng(file, pacer, depth, undefined, show),
};

/** What the decoding worker does. */
export type DecodeTasks = {
  /** Reports on the reading of the file, as {@link Heard}; and a first picture, where that is wanted. */
  decode: { input: DecodeInput; output: DecodedPixels; report: boolean | ImageBitmap };
};

export interface DecodedPixels {
  readonly image: RasterImage;
  /** What its samples mean; of formats that say it. */
  readonly values?: SampleValues;
  /** The SHA-256 of the file; null unless it was asked for. */
  readonly sha256: string | null;
}

export const decodeTasks: TaskHandlers<DecodeTasks> = {
  decode: async (input, context) => {
    const { decoded, sha256 } = await readAndDecode(input, context, async (file, pacer, show) => {
      const { format } = input.header;
      if (format === 'dicom') throw new RangeError('Not here.');
      return { image: await DECODERS[format](file, input, pacer, show) };
    });
    context.transfer(decoded.image.data.buffer);
    return { ...decoded, sha256 };
  },
};
