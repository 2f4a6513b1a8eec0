import { decode as decodeByJpegJs } from 'jpeg-js';
import { crc32 } from '../src/base/checksums/crc32.ts';
import { decodeByBrowser } from '../src/decode/jpeg/browser-jpeg.ts';
import { readJpegHeader } from '../src/decode/jpeg/jpeg-header.ts';
import { decodeOwnJpeg } from '../src/decode/jpeg/own-jpeg.ts';
import { BlobReader } from '../src/decode/source/blob-reader.ts';
import type { DecoderInput } from '../src/decode/source/decode-input.ts';
import { Pacer } from '../src/worker/pacer.ts';
import { median } from './measure.ts';

export interface JpegFile {
  readonly name: string;
  readonly base64: string;
}

const REFERENCE = 'browser, and read back';

/** Who decodes, on the page's thread; what comes of it. */
const CANDIDATES: Readonly<Record<string, (input: DecoderInput) => Promise<Uint8Array>>> = {
  [REFERENCE]: async (input) => (await decodeByBrowser(input, new Pacer()))?.data ?? new Uint8Array(),
  own: async (input) => (await decodeOwnJpeg(input, new Pacer())).data,
  'jpeg-js': async ({ bytes }) =>
    decodeByJpegJs(bytes, { useTArray: true, formatAsRGBA: false, maxMemoryUsageInMB: 4096, maxResolutionInMP: 100 })
      .data,
};

/** Of a gray file jpeg-js makes three channels. */
function oneOfAlike(data: Uint8Array, { header: { width, height, colorType } }: DecoderInput): Uint8Array {
  const alike = colorType === 'gray' ? data.length / (width * height) : 1;
  return alike === 1 ? data : data.filter((_, i) => i % alike === 0);
}

/** What the columns are of {@link measureJpeg}'s rows. */
export function jpegColumns(runs: number): string {
  const names = Object.keys(CANDIDATES);
  const what = `medians of ${runs}, ms (×: against the browser's); the first of a page`;
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
  const crcs = new Map<string, number>();
  for (let run = 0; run <= runs; run++) {
    for (const candidate of names) {
      onState(`${name}, ${candidate}, run ${run} of ${runs}`);
      const start = performance.now();
      const data = await CANDIDATES[candidate](input);
      times.get(candidate)?.push(performance.now() - start);
      if (run === 0) crcs.set(candidate, crc32(oneOfAlike(data, input)));
    }
  }
  const medians = names.map((candidate) => median(times.get(candidate)?.slice(1) ?? []));
  const cells = names.map((candidate, i) => {
    const equal = crcs.get(candidate) === crcs.get(REFERENCE) ? '' : ', other pixels';
    const first = times.get(candidate)?.[0] ?? NaN;
    return `${medians[i].toFixed(0)} (${(medians[i] / medians[0]).toFixed(2)} ×${equal}); ${first.toFixed(0)}`;
  });
  return `| ${name} | ${cells.join(' | ')} |`;
}
