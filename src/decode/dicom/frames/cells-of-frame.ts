import type { Pacer } from '../../../worker/pacer.ts';
import { damagedError } from '../../source/decode-errors.ts';
import type { CodecAddresses } from '../codecs/codec-loader.ts';
import type { ByteSource } from '../data-set/byte-source.ts';
import type { DataSet } from '../data-set/data-set.ts';
import type { PixelElement } from '../data-set/element-walk.ts';
import { InflatedBytes } from '../data-set/inflated-bytes.ts';
import { frameBytes, type PixelLayout } from '../layout/pixel-layout.ts';
import type { TransferSyntax } from '../layout/transfer-syntaxes.ts';
import { codestreamOf } from './fragments.ts';
import type { FrameCells } from './frame-decoder.ts';
import { FRAME_DECODERS } from './frame-decoders.ts';
import { interleaved, nativeCells } from './native-frame.ts';

/** Where a frame is, and what it is. */
export interface FramePlace {
  readonly syntax: TransferSyntax;
  readonly dataSet: DataSet;
  readonly layout: PixelLayout;
  readonly pixels: PixelElement;
  readonly source: ByteSource;
}

/** The cells of a frame, as FrameDecoder. */
export async function cellsOfFrame(
  place: FramePlace,
  frame: number,
  codecs: CodecAddresses,
  pacer: Pacer,
): Promise<FrameCells> {
  const { syntax, dataSet, layout, pixels, source } = place;
  const { coding } = syntax;
  if (coding === 'native') return nativeFrame(place, frame);
  if (coding === 'none') throw damagedError();
  const bytes = await codestreamOf(source, pixels.at, { dataSet, frames: layout.frames }, frame);
  return FRAME_DECODERS[coding]({ bytes, layout, syntax, codecs }, pacer);
}

/** Frames follow each other without anything between. */
async function nativeFrame({ syntax, layout, pixels, source }: FramePlace, frame: number): Promise<FrameCells> {
  const length = frameBytes(layout);
  const from = pixels.at + frame * length;
  // Cells of 8 bits may come in words, which count from the beginning of the image.
  const odd = (frame * length) % 2;
  if (source instanceof InflatedBytes) source.most = from + length + 1;
  const whole = await source.read(from - odd, odd + length + 1);
  const end = Math.min(whole.length, odd + length + ((odd + length) % 2));
  const order = { littleEndian: syntax.encoding.littleEndian, vr: pixels.vr };
  const cells = nativeCells(whole.subarray(0, end), layout, order);
  const own = odd === 1 ? cells.subarray(1) : cells;
  const { rows, columns, byPlane } = layout;
  const count = rows * columns * layout.samples;
  if (own.length < count) throw damagedError();
  return { cells: byPlane ? interleaved(own.subarray(0, count), rows * columns) : own };
}
