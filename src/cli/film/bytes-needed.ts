import type { ImageHeader } from '../../decode/source/image-header.ts';

/** A thread's own: its program, and what it keeps of the film before. */
const THREAD = 64 * 2 ** 20;

/**
 * The most memory that a film takes at a time, in bytes: the engine's planes (4 bytes a pixel of a gray one, 7 in colour, masks
 * and stack 0.6), what decoders hold beside them (a JPEG's coefficients, 2 bytes a sample; 16-bit samples), and what they read
 * of the file.
 */
export function bytesNeeded({ format, width, height, bitDepth, colorType }: ImageHeader, fileBytes: number): number {
  const channels = colorType === 'gray' || colorType === 'gray-alpha' ? 1 : 3;
  const planes = channels === 1 ? 4.6 : 7.6;
  const samples = (channels * Math.max(8, bitDepth)) / 8;
  const decoding = format === 'jpeg' ? channels * 3 : format === 'dicom' || bitDepth > 8 ? 2 * samples : 0;
  return THREAD + Math.ceil(width * height * (planes + decoding)) + (format === 'png' ? 0 : 2 * fileBytes);
}
