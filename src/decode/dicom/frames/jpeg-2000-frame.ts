import { decodeByCodec } from '../codecs/decode-by-codec.ts';
import { codestreamIn, readJpeg2000Header, withoutSign } from '../codecs/jpeg-2000-header.ts';
import { unsupportedDicomError } from '../layout/dicom-errors.ts';
import type { PixelLayout } from '../layout/pixel-layout.ts';
import { assertFits } from './codestream-fits.ts';
import type { FrameDecoder } from './frame-decoder.ts';

/**
 * JPEG 2000 and High-Throughput JPEG 2000, by OpenJPEG, which undoes YBR_RCT and YBR_ICT itself. Of signed samples it would give those of 8 bits without those below
 * zero: it is told that there is no sign.
 */
export const decodeJpeg2000Frame: FrameDecoder = async ({ bytes, layout, syntax, codecs }) => {
  const codestream = codestreamIn(bytes);
  const header = readJpeg2000Header(codestream);
  assertFits(header, layout);
  const { components, bits, signed } = header;
  // Of several components it gives those of 8 bits only.
  if (components > 1 && bits > 8) throw unsupportedDicomError(`${syntax.name} in colour of ${bits} bits`);
  const coded = signed ? withoutSign(codestream, header) : codestream;
  const work = { codec: 'openjpeg', addresses: codecs, syntax: syntax.name, bytes: coded, header } as const;
  const cells = await decodeByCodec(work);
  return { cells: signed ? withSign(cells, bits, layout) : cells };
};

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
