import type { Jpeg2000Header } from './jpeg-2000-header.ts';

/**
 * A file of JPEG 2000 (T.800, annex I) whose only channel is one component of the codestream. The codec gives several components in 8 bits, but one in 16;
 * colours that were taken apart are together again before boxes are asked. The box of a palette says how deep channels are, and that of its mapping which components
 * they are: this one is "as it is", so that the palette's one entry stands for nothing.
 * @param codestream without signs
 */
export function componentAlone(
  codestream: Uint8Array,
  { width, height, components, bits }: Jpeg2000Header,
  component: number,
): Uint8Array<ArrayBuffer> {
  const depth = bits - 1;
  return joined(
    box('jP  ', [0x0d, 0x0a, 0x87, 0x0a]),
    box('ftyp', [...letters('jp2 '), ...number(0, 4), ...letters('jp2 ')]),
    box('jp2h', [
      ...box('ihdr', [...number(height, 4), ...number(width, 4), ...number(components, 2), depth, 7, 0, 0]),
      // Gray, by its number.
      ...box('colr', [1, 0, 0, ...number(17, 4)]),
      ...box('pclr', [...number(1, 2), 1, depth, ...number(0, bits > 8 ? 2 : 1)]),
      ...box('cmap', [...number(component, 2), 0, 0]),
    ]),
    box('jp2c', codestream),
  );
}

function box(name: string, content: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8 + content.length);
  bytes.set([...number(bytes.length, 4), ...letters(name)]);
  bytes.set(content, 8);
  return bytes;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}

/** The high byte first. */
function number(value: number, bytes: number): number[] {
  return [...new Array<undefined>(bytes)].map((_, i) => (value >>> (8 * (bytes - 1 - i))) & 255);
}

function letters(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}
