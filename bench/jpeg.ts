import { decode as decodeByJpegJs } from 'jpeg-js';
import { crc32 } from '../src/base/checksums/crc32.ts';
import { decodeJpeg } from '../src/decode/jpeg/decode-jpeg.ts';
import { readJpegHeader } from '../src/decode/jpeg/jpeg-header.ts';
import { BlobReader } from '../src/decode/source/blob-reader.ts';
import type { ImageHeader } from '../src/decode/source/image-header.ts';
import { Pacer } from '../src/worker/pacer.ts';
import { median } from './measure.ts';

export interface JpegFile {
  readonly name: string;
  readonly base64: string;
}

interface DecoderInput {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly header: ImageHeader;
}

const REFERENCE = 'browser, and read back';

declare global {
  interface Window {
    /** Processor time of the browser, where the script that opened the page tells it. */
    processorMs?: () => Promise<number>;
  }
}

/** Who decodes, on the page's thread; what comes of it. */
const CANDIDATES: Readonly<Record<string, (input: DecoderInput) => Promise<Uint8Array>>> = {
  [REFERENCE]: byBrowser,
  own: async (input) => (await decodeJpeg(input, new Pacer())).data,
  'jpeg-js': async ({ bytes }) =>
    decodeByJpegJs(bytes, { useTArray: true, formatAsRGBA: false, maxMemoryUsageInMB: 4096, maxResolutionInMP: 100 })
      .data,
};

/** Strips of a canvas that is kept in memory: a whole one is refused above some size. */
const STRIP_ROWS = 512;

/** The browser's decoder, and a canvas: the only way to its pixels. */
async function byBrowser({ bytes, header }: DecoderInput): Promise<Uint8Array> {
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
  const { width, height } = picture;
  const channels = header.colorType === 'gray' ? 1 : 3;
  const context = new OffscreenCanvas(width, STRIP_ROWS).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No 2D canvas.');
  context.globalCompositeOperation = 'copy';
  const data = new Uint8Array(width * height * channels);
  const packed = new Uint32Array(width);
  const bytesOfRow = new Uint8Array(packed.buffer, 0, width * channels);
  for (let top = 0, to = 0; top < height; top += STRIP_ROWS) {
    const rows = Math.min(STRIP_ROWS, height - top);
    context.drawImage(picture, 0, top, width, rows, 0, 0, width, rows);
    const pixels = new Uint32Array(context.getImageData(0, 0, width, rows).data.buffer);
    for (let y = 0; y < rows; y++, to += width * channels) {
      packRow(pixels, y * width, width, packed, channels);
      data.set(bytesOfRow, to);
    }
  }
  picture.close();
  return data;
}

/**
 * Leaves out what is no sample, four pixels at a time: byte by byte takes more than twice as long. Numbers lie in memory with the low
 * byte first wherever browsers run; what is read behind the last pixel is not used.
 */
function packRow(rgba: Uint32Array, from: number, columns: number, packed: Uint32Array, channels: 1 | 3): void {
  const end = from + columns;
  let to = 0;
  if (channels === 1) {
    for (let i = from; i < end; i += 4) {
      packed[to++] =
        (rgba[i] & 0xff) | ((rgba[i + 1] & 0xff) << 8) | ((rgba[i + 2] & 0xff) << 16) | ((rgba[i + 3] & 0xff) << 24);
    }
    return;
  }
  for (let i = from; i < end; i += 4) {
    const second = rgba[i + 1];
    const third = rgba[i + 2];
    packed[to++] = (rgba[i] & 0xffffff) | (second << 24);
    packed[to++] = ((second >>> 8) & 0xffff) | (third << 16);
    packed[to++] = ((third >>> 16) & 0xff) | (rgba[i + 3] << 8);
  }
}

/** Of a gray file jpeg-js makes three channels. */
function oneOfAlike(data: Uint8Array, { header: { width, height, colorType } }: DecoderInput): Uint8Array {
  const alike = colorType === 'gray' ? data.length / (width * height) : 1;
  return alike === 1 ? data : data.filter((_, i) => i % alike === 0);
}

/** What the columns are of {@link measureJpeg}'s rows. */
export function jpegColumns(runs: number): string {
  const names = Object.keys(CANDIDATES);
  const what = `medians of ${runs}, ms (×: against the browser's); the first of a page; processor time of all its processes, ms`;
  return [navigator.userAgent, what, '', `| | ${names.join(' | ')} |`, `|---|${'---:|'.repeat(names.length)}`].join(
    '\n',
  );
}

/** A row of a table, of one file in a new page: in turns, of which the first is told for itself. */
export async function measureJpeg(
  { name, base64 }: JpegFile,
  runs: number,
  onState: (text: string) => void,
): Promise<string> {
  const names = Object.keys(CANDIDATES);
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const input = { bytes, header: await readJpegHeader(new BlobReader(new Blob([bytes])), () => undefined) };
  const times = new Map(names.map((candidate): [string, number[]] => [candidate, []]));
  const processor = new Map(names.map((candidate): [string, number[]] => [candidate, []]));
  const crcs = new Map<string, number>();
  for (let run = 0; run <= runs; run++) {
    for (const candidate of names) {
      onState(`${name}, ${candidate}, run ${run} of ${runs}`);
      const before = (await window.processorMs?.()) ?? NaN;
      const start = performance.now();
      const data = await CANDIDATES[candidate](input);
      times.get(candidate)?.push(performance.now() - start);
      processor.get(candidate)?.push(((await window.processorMs?.()) ?? NaN) - before);
      if (run === 0) crcs.set(candidate, crc32(oneOfAlike(data, input)));
    }
  }
  const medianOf = (of: ReadonlyMap<string, number[]>): number[] =>
    names.map((candidate) => median(of.get(candidate)?.slice(1) ?? []));
  const medians = medianOf(times);
  const used = medianOf(processor);
  const cells = names.map((candidate, i) => {
    const equal = crcs.get(candidate) === crcs.get(REFERENCE) ? '' : ', other pixels';
    const first = times.get(candidate)?.[0] ?? NaN;
    return `${medians[i].toFixed(0)} (${(medians[i] / medians[0]).toFixed(2)} ×${equal}); ${first.toFixed(0)}; ${used[i].toFixed(0)} (${(used[i] / used[0]).toFixed(2)} ×)`;
  });
  return `| ${name} | ${cells.join(' | ')} |`;
}
