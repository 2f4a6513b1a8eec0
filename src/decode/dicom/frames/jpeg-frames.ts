import { decodeLosslessJpeg } from '../../jpeg/lossless/lossless-jpeg.ts';
import { decodeJpegSamples } from '../../jpeg/decode-jpeg.ts';
import type { ColourSpace } from '../../jpeg/stream/colour-space.ts';
import type { Frame } from '../../jpeg/stream/frame.ts';
import { JpegStream } from '../../jpeg/stream/jpeg-stream.ts';
import { Segments } from '../../jpeg/stream/segments.ts';
import { damagedError } from '../../source/decode-errors.ts';
import type { PixelLayout } from '../layout/pixel-layout.ts';
import type { FrameDecoder } from './frame-decoder.ts';

/** JPEG with a cosine transform, of 8 or 12 bits. Colours come out as RGB. */
export const decodeJpegFrame: FrameDecoder = async ({ bytes, layout }, pacer) => {
  const { rows, columns, samples, bitsAllocated } = layout;
  const segments = new Segments(new JpegStream(bytes));
  const scan = segments.toNextScan();
  const { frame } = segments;
  if (!scan || !frame) throw damagedError();
  const isExpected = frame.width === columns && frame.height === rows && frame.components.length === samples;
  if (!isExpected || frame.precision > bitsAllocated) throw damagedError();
  const space = samples === 3 ? colourSpaceOf(frame, segments, layout) : undefined;
  const { data } = await decodeJpegSamples(bytes, pacer, space);
  return samples === 3 ? { cells: data, photometric: 'RGB' } : { cells: data };
};

/**
 * What three components are. An Adobe or JFIF segment or their names say it; where nothing does, one that is sampled coarser than another is
 * a colour difference, and else the data set is believed.
 */
function colourSpaceOf(frame: Frame, { applicationData }: Segments, { photometric }: PixelLayout): ColourSpace {
  if (photometric !== 'RGB' || applicationData.tellsColours) return applicationData.colourSpaceOf(frame) ?? 'ycc';
  const [first] = frame.components;
  return frame.components.some(({ h, v }) => h !== first.h || v !== first.v) ? 'ycc' : 'rgb';
}

/** Lossless JPEG. Colours stay what the data set says they are. */
export const decodeLosslessFrame: FrameDecoder = async ({ bytes, layout }, pacer) => {
  const { rows, columns, samples, bitsAllocated } = layout;
  const expected = { width: columns, height: rows, components: samples, mostBits: bitsAllocated };
  const { data } = await decodeLosslessJpeg(bytes, expected, pacer);
  return { cells: data };
};
