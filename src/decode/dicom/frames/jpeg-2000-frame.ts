import type { Pacer } from '../../../worker/pacer.ts';
import { decodeByCodec, type CodecWork } from '../codecs/decode-by-codec.ts';
import { componentAlone } from '../codecs/jpeg-2000-component.ts';
import { codestreamIn, readJpeg2000Header, withoutSign, type Jpeg2000Header } from '../codecs/jpeg-2000-header.ts';
import type { PixelLayout } from '../layout/pixel-layout.ts';
import { assertFits } from './codestream-fits.ts';
import type { FrameDecoder } from './frame-decoder.ts';

/**
 * JPEG 2000 and High-Throughput JPEG 2000, by OpenJPEG, which undoes YBR_RCT and YBR_ICT itself. Of signed samples it would give those of 8 bits without those below
 * zero: it is told that there is no sign.
 */
export const decodeJpeg2000Frame: FrameDecoder = async ({ bytes, layout, syntax, codecs }, pacer) => {
  const codestream = codestreamIn(bytes);
  const header = readJpeg2000Header(codestream);
  assertFits(header, layout);
  const { components, bits, signed } = header;
  const coded = signed ? withoutSign(codestream, header) : codestream;
  const work = { codec: 'openjpeg', addresses: codecs, syntax: syntax.name, bytes: coded, header } as const;
  // Of several components it gives those of 8 bits only.
  const cells = components > 1 && bits > 8 ? await oneByOne(work, header, pacer) : await decodeByCodec(work);
  return { cells: signed ? withSign(cells, bits, layout) : cells };
};

/** All components, each of which the codec is asked for by itself. */
async function oneByOne(work: CodecWork, header: Jpeg2000Header, pacer: Pacer): Promise<Uint16Array> {
  const { width, height, components } = header;
  const samples = new Uint16Array(width * height * components);
  for (let component = 0; component < components; component++) {
    const bytes = componentAlone(work.bytes, header, component);
    const plane = await decodeByCodec({ ...work, bytes, given: 1 });
    for (let i = 0, to = component; i < plane.length; i++, to += components) samples[to] = plane[i];
    await pacer.restWhenDue();
  }
  return samples;
}

/** Takes off half of the range of so many bits, and fills the cell with the sign. */
function withSign(
  raised: Uint8Array | Uint16Array,
  bits: number,
  { bitsAllocated }: PixelLayout,
): Uint8Array | Uint16Array {
  const cells = bitsAllocated === 16 && bits <= 8 ? Uint16Array.from(raised) : raised;
  const half = 2 ** (bits - 1);
  for (let i = 0; i < cells.length; i++) cells[i] -= half;
  return cells;
}
