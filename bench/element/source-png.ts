import { encodePngBytes } from '../../src/export/png/png-encoder.ts';
import { colourRadiograph } from '../images.ts';

/** The file of file → ZIP (`bench/measure.ts`), and those like it, in Node. */
export function colourPng(width: number, height: number): Uint8Array {
  return encodePngBytes(colourRadiograph(width, height));
}
