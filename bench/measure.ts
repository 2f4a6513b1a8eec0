import { createEngine } from '../src/engines/create-engine.ts';
import { decodeImage } from '../src/decode/decode-image.ts';
import { createZip } from '../src/export/zip/create-zip.ts';
import { encodePng } from '../src/export/encode/encode-png.ts';
import type { Raster8 } from '../src/image/raster-image.ts';
import { COMPUTED_STAGE_IDS, STAGE_IDS } from '../src/pipeline/standard-graph.ts';
import { serpentine, spiral } from '../test/support/adversarial-images.ts';
import { radiograph } from '../test/support/images.ts';
import { colourRadiograph } from './images.ts';
import type { Candidate, HeldImage, Times } from './candidates.ts';

export interface BenchOptions {
  /** Runs that count, after one that does not. */
  readonly runs: number;
  readonly sizes: readonly (readonly [width: number, height: number])[];
  readonly onState: (text: string) => void;
}

export interface SizeResult {
  readonly width: number;
  readonly height: number;
  /** Candidate → part → median milliseconds. */
  readonly medians: Readonly<Record<string, Times>>;
  /** Candidates whose four stages equal OpenCV's, byte for byte. */
  readonly exact: readonly string[];
}

export interface EdgeCaseResult {
  readonly image: string;
  readonly width: number;
  readonly height: number;
  /** Candidate → chain and read, of this image (`path`) and of a radiograph of its size. */
  readonly medians: Readonly<Record<string, Times>>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** All candidates on one size: turn by turn, so that what else the machine does falls on all of them. */
export async function measureSize(
  candidates: readonly Candidate[],
  [width, height]: readonly [number, number],
  { runs, onState }: BenchOptions,
): Promise<SizeResult> {
  const image = colourRadiograph(width, height);
  const exact = await exactCandidates(candidates, image);
  const what = `${width} × ${height}`;
  const medians = await interleaved(candidates, runs, what, onState, (candidate) => candidate.run(image));
  const held = new Map<Candidate, HeldImage>();
  for (const candidate of candidates) held.set(candidate, await candidate.hold(image));
  const reruns = await interleaved(candidates, runs, `${what}: threshold alone`, onState, async (candidate, run) => ({
    rerun: (await held.get(candidate)?.rerun(run)) ?? NaN,
  }));
  for (const image of held.values()) image.close();
  const result: Record<string, Times> = {};
  for (const { name } of candidates) {
    const times = medians[name];
    result[name] = { ...times, total: times.open + times.chain + times.read, ...reruns[name] };
  }
  return { width, height, medians: result, exact };
}

/**
 * Edges that wind through the whole image, with the thresholds at which they are edges, beside an ordinary image of the
 * same size and with the same thresholds.
 */
export async function measureEdgeCases(
  candidates: readonly Candidate[],
  options: BenchOptions,
): Promise<EdgeCaseResult[]> {
  const engines = candidates.slice(0, -1);
  const paths = [spiral(2048), serpentine(2048)];
  const results: EdgeCaseResult[] = [];
  for (const { name, image, thresholds } of paths) {
    const images = { radiograph: radiograph(image.width, image.height), path: image };
    const medians = await interleaved(engines, options.runs, name, options.onState, async (candidate) => {
      const times: Record<string, number> = {};
      for (const [kind, shown] of Object.entries(images)) {
        const { chain, read } = await candidate.run(shown, thresholds);
        times[kind] = chain + read;
      }
      return times;
    });
    results.push({ image: name, width: image.width, height: image.height, medians });
  }
  return results;
}

/** The file of the file → ZIP measurement. */
export function fileToZipSource(): Promise<Blob> {
  return encodePng(colourRadiograph(4096, 4096));
}

/** Milliseconds from file to ZIP by what a page would use: decode, chain, five PNGs, archive. */
export async function fileToZipOnce(file: Blob): Promise<number> {
  const start = performance.now();
  const engine = await createEngine();
  const pipeline = await engine.open(await decodeImage(file, { maxFileSize: Infinity }));
  await pipeline.update();
  await createZip(STAGE_IDS.map((stage) => ({ name: stage, image: () => pipeline.read(stage) })));
  engine.dispose();
  return performance.now() - start;
}

async function exactCandidates(candidates: readonly Candidate[], image: Raster8): Promise<string[]> {
  const reference = await candidates[candidates.length - 1].results(image);
  const exact: string[] = [];
  for (const candidate of candidates) {
    const results = await candidate.results(image);
    const same = COMPUTED_STAGE_IDS.every((stage) => results[stage].every((value, i) => value === reference[stage][i]));
    if (same) exact.push(candidate.name);
  }
  return exact;
}

async function interleaved(
  candidates: readonly Candidate[],
  runs: number,
  what: string,
  onState: (text: string) => void,
  once: (candidate: Candidate, run: number) => Promise<Times>,
): Promise<Record<string, Times>> {
  const times = new Map<string, Times[]>();
  for (let run = 0; run <= runs; run++) {
    onState(`${what}, run ${run} of ${runs}`);
    for (const candidate of candidates) {
      const taken = await once(candidate, run);
      // The first run warms up: programs compile, memory is asked for.
      if (run > 0) times.set(candidate.name, [...(times.get(candidate.name) ?? []), taken]);
    }
  }
  return Object.fromEntries([...times].map(([name, list]) => [name, medianOfParts(list)]));
}

function medianOfParts(list: readonly Times[]): Times {
  const parts = Object.keys(list[0]);
  return Object.fromEntries(parts.map((part) => [part, median(list.map((times) => times[part] ?? NaN))]));
}
