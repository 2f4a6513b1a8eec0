import { formatAborts, measureAborts } from './abort.ts';
import { createCandidates, type Candidate } from './candidates.ts';
import { fileToZipOnce, fileToZipSource, measureEdgeCases, measureSize, median, type BenchOptions } from './measure.ts';
import { colourRadiograph } from './images.ts';
import { encodePng } from '../src/export/encode/encode-png.ts';
import { radiograph } from '../test/support/images.ts';
import { jpegColumns, measureJpeg } from './jpeg.ts';
import { measureOperators } from './operators.ts';
import { formatReport, type BenchReport } from './report.ts';

const SIZES = [
  [1024, 1024],
  [2048, 2048],
  [4096, 4096],
  [4000, 3000],
] as const;

/** Runs that count, where nobody says how many. */
const RUNS = 9;

/** Everything but file → ZIP, which takes turns with what runs outside of the browser. */
async function runBench(runs: number, onState: (text: string) => void): Promise<BenchReport> {
  const options: BenchOptions = { runs, sizes: SIZES, onState };
  onState('starting');
  const { candidates, firstRun } = await startCandidates();
  const sizes = [];
  for (const size of options.sizes) sizes.push(await measureSize(candidates, size, options));
  const edgeCases = await measureEdgeCases(candidates, options);
  for (const candidate of candidates) candidate.dispose();
  return {
    userAgent: navigator.userAgent,
    cores: navigator.hardwareConcurrency,
    runs,
    descriptions: Object.fromEntries(candidates.map(({ name, description }) => [name, description])),
    firstRun,
    sizes,
    edgeCases,
  };
}

/** File → ZIP in this browser alone. */
async function fileToZip(runs: number, onState: (text: string) => void): Promise<{ ms: number }> {
  const file = await fileToZipSource();
  const times: number[] = [];
  for (let run = 0; run <= runs; run++) {
    onState(`file → ZIP, run ${run} of ${runs}`);
    times.push(await fileToZipOnce(file));
  }
  return { ms: median(times.slice(1)) };
}

async function startCandidates(): Promise<{ candidates: Candidate[]; firstRun: Record<string, number> }> {
  const image = colourRadiograph(1024, 1024);
  const started = await createCandidates();
  const firstRun: Record<string, number> = {};
  for (const candidate of started.candidates) {
    const start = performance.now();
    await candidate.run(image);
    firstRun[candidate.name] = (started.startMs[candidate.name] ?? 0) + performance.now() - start;
  }
  return { candidates: started.candidates, firstRun };
}

declare global {
  interface Window {
    /** What `npm run bench` calls. */
    runBench: typeof runBench;
    formatReport: typeof formatReport;
    median: typeof median;
    fileToZipSource: typeof fileToZipSource;
    fileToZipOnce: typeof fileToZipOnce;
    /** The image of `npm run bench -- responsive`. */
    radiographPng(width: number, height: number): Promise<Blob>;
    /** What `npm run bench -- abort` calls. */
    runAborts(onState: (text: string) => void): Promise<string>;
    /** What `npm run bench -- jpeg` calls. */
    measureJpeg: typeof measureJpeg;
    jpegColumns: typeof jpegColumns;
    /** What `npm run bench -- operators` calls, and `npm run bench` after the chain. */
    measureOperators: typeof measureOperators;
  }
}
Object.assign(window, { runBench, formatReport, median, fileToZipSource, fileToZipOnce, measureJpeg, jpegColumns });
window.measureOperators = measureOperators;
window.radiographPng = (width, height) => encodePng(radiograph(width, height));
window.runAborts = async (onState) => formatAborts(await measureAborts(onState));

const element = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
};
const runButton = element('run') as HTMLButtonElement;
const copyButton = element('copy') as HTMLButtonElement;
runButton.addEventListener('click', () => {
  runButton.disabled = true;
  const onState = (text: string): void => void (element('state').textContent = text);
  const run = async (): Promise<BenchReport> => ({
    ...(await runBench(RUNS, onState)),
    fileToZip: await fileToZip(RUNS, onState),
  });
  run().then(
    (report) => {
      onState('done');
      element('result').textContent = `${formatReport(report)}\n\n${JSON.stringify(report)}`;
      copyButton.disabled = false;
      runButton.disabled = false;
    },
    (error: unknown) => {
      onState(String(error));
      runButton.disabled = false;
    },
  );
});
copyButton.addEventListener('click', () => void navigator.clipboard.writeText(element('result').textContent ?? ''));
