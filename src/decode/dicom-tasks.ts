import type { TaskHandlers } from '../worker/tasks.ts';
import type { DecodedPixels } from './decode-tasks.ts';
import type { CodecAddresses } from './dicom/codecs/codec-loader.ts';
import { bytesInMemory } from './dicom/data-set/byte-source.ts';
import { decodeDicom } from './dicom/decode-dicom.ts';
import { readDicomHeader } from './dicom/dicom-header.ts';
import { readInformation } from './dicom/information/read-information.ts';
import { FileSlices } from './file-slices.ts';
import { readAndDecode } from './read-and-decode.ts';
import { BlobReader } from './source/blob-reader.ts';
import type { DecodeInput } from './source/decode-input.ts';
import type { HeaderFields } from './source/header-field.ts';
import type { ImageHeader } from './source/image-header.ts';
import { assertPixelCount, type DecodeLimits } from './source/limits.ts';
import { readFailure } from './source/read-blob.ts';

/** Also where codecs lie, which the page knows, and a worker does not. */
export interface DicomInput extends DecodeInput {
  readonly codecs: CodecAddresses;
}

/** What is done with DICOM files: all that is known of them but how they are recognised. */
export type DicomTasks = {
  /** Reports on the reading of the file, as `Heard`. */
  header: {
    input: { readonly source: Blob; readonly limits: DecodeLimits };
    output: ImageHeader;
    report: boolean;
  };
  /** All of the header, for a person; reports in the same way. */
  information: { input: Pick<DecodeInput, 'head' | 'source'>; output: HeaderFields; report: boolean };
  /** The same. */
  decode: { input: DicomInput; output: DecodedPixels; report: boolean | ImageBitmap };
};

export const dicomTasks: TaskHandlers<DicomTasks> = {
  header: async ({ source, limits }, { report, signal }) => {
    try {
      const reader = new BlobReader(source, report, signal);
      return await readDicomHeader(reader, (width, height) => assertPixelCount(width, height, limits));
    } catch (error) {
      throw readFailure(error);
    }
  },
  information: async (input, { report, signal }) => {
    try {
      return await readInformation(new FileSlices(input, report, signal));
    } catch (error) {
      throw readFailure(error);
    }
  },
  decode: async (input, context) => {
    const { report, signal } = context;
    // What is summed up is read whole; else no more than the frame and what stands in front of all.
    const { decoded, sha256 } = await readAndDecode(input, context, async (file, pacer) => {
      const source = input.digest ? bytesInMemory(await file.whole()) : new FileSlices(input, report, signal);
      return decodeDicom(source, input, pacer);
    });
    const { image, values } = decoded;
    context.transfer(image.data.buffer);
    return { image, values, sha256 };
  },
};
