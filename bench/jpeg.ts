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

/** A row for each file: medians in milliseconds, in turns; the first turn does not count. */
export async function measureJpegs(
  files: readonly JpegFile[],
  runs: number,
  onState: (text: string) => void,
): Promise<string> {
  const names = Object.keys(CANDIDATES);
  const lines = [`| | ${names.join(' | ')} |`, `|---|${'---:|'.repeat(names.length)}`];
  for (const { name, base64 } of files) {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const input = { bytes, header: await readJpegHeader(new BlobReader(new Blob([bytes])), () => undefined) };
    const times = new Map(names.map((candidate): [string, number[]] => [candidate, []]));
    const crcs = new Map<string, number>();
    for (let run = 0; run <= runs; run++) {
      for (const candidate of names) {
        onState(`${name}, ${candidate}, run ${run} of ${runs}`);
        const start = performance.now();
        const data = await CANDIDATES[candidate](input);
        if (run > 0) times.get(candidate)?.push(performance.now() - start);
        else crcs.set(candidate, crc32(oneOfAlike(data, input)));
      }
    }
    const reference = median(times.get(REFERENCE) ?? []);
    const cells = names.map((candidate) => {
      const ms = median(times.get(candidate) ?? []);
      const equal = crcs.get(candidate) === crcs.get(REFERENCE) ? '' : ', other pixels';
      return `${ms.toFixed(0)} (${(ms / reference).toFixed(2)} ×${equal})`;
    });
    lines.push(`| ${name} | ${cells.join(' | ')} |`);
  }
  return `${navigator.userAgent}; medians of ${runs}, ms (×: against the browser's)\n\n${lines.join('\n')}`;
}
