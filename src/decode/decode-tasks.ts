import type { RasterImage } from '../image/raster-image.ts';
import type { Pacer } from '../worker/pacer.ts';
import type { TaskHandlers } from '../worker/tasks.ts';
import type { SampleValues } from '../image/sample-values.ts';
import { decodeDicom, type DecodedDicom } from './dicom/decode-dicom.ts';
import { decodeJpeg } from './jpeg/decode-jpeg.ts';
import { decodePng } from './png/decode-png.ts';
import { readAndDecode } from './read-and-decode.ts';
import type { DecodeInput, ShowPicture } from './source/decode-input.ts';
import type { FileBytes } from './source/file-bytes.ts';
import type { FormatId } from './source/formats.ts';

type FileDecoder = (
  file: FileBytes,
  input: Pick<DecodeInput, 'header' | 'depth' | 'frame'>,
  pacer: Pacer,
  show: ShowPicture | undefined,
) => Promise<RasterImage | DecodedDicom>;

const DECODERS: Readonly<Record<FormatId, FileDecoder>> = {
  dicom: async (file, { depth, frame = 0 }, pacer) => decodeDicom(await file.whole(), depth, frame, pacer),
  jpeg: async (file, { header }, pacer, show) => decodeJpeg({ header, bytes: await file.whole() }, pacer, show),
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
      const made = await DECODERS[input.header.format](file, input, pacer, show);
      return 'values' in made ? made : { image: made };
    });
    context.transfer(decoded.image.data.buffer);
    return { ...decoded, sha256 };
  },
};
