import type { Pacer } from '../../../worker/pacer.ts';
import type { CodecAddresses } from '../codecs/codec-loader.ts';
import type { PixelLayout, Photometric } from '../layout/pixel-layout.ts';
import type { TransferSyntax } from '../layout/transfer-syntaxes.ts';

/** Pixel cells of a frame (PS3.5, 8.1.1), row by row, the samples of a pixel beside each other. */
export interface FrameCells {
  readonly cells: Uint8Array | Uint16Array;
  /** What they are, where the decoder made something else of them. */
  readonly photometric?: Photometric;
}

/** What is to be decoded. */
export interface CodedFrame {
  /** Of this frame, all fragments joined. */
  readonly bytes: Uint8Array;
  readonly layout: PixelLayout;
  readonly syntax: TransferSyntax;
  /** Where the decoders lie that are not part of this one. */
  readonly codecs: CodecAddresses;
}

/**
 * Decodes a frame, pausing as it works. Throws `decode-failed`, as for a codestream that has another size than the data set says, which is
 * found before memory is taken for it; `unsupported-type`; AbortError.
 */
export type FrameDecoder = (frame: CodedFrame, pacer: Pacer) => Promise<FrameCells>;
