import { formatAborts, measureAborts } from './abort.ts';
import { createCandidates, type Candidate } from './candidates.ts';
import { measureEdgeCases, measureFileToZip, measureSize, colourRadiograph, type BenchOptions } from './measure.ts';
import { formatReport, type BenchReport } from './report.ts';

const SIZES = [
  [1024, 1024],
  [2048, 2048],
  [4096, 4096],
  [4000, 3000],
] as const;

interface BenchResult {
  readonly report: BenchReport;
  /** The file of the file → ZIP measurement, for the same job elsewhere. */
  readonly png: Blob;
}

/** Everything, in one go. */
async function runBench(runs: number, onState: (text: string) => void): Promise<BenchResult> {
  const options: BenchOptions = { runs, sizes: SIZES, onState };
  onState('starting');
  const { candidates, firstRun } = await startCandidates();
  const sizes = [];
  for (const size of options.sizes) sizes.push(await measureSize(candidates, size, options));
  const edgeCases = await measureEdgeCases(candidates, options);
  for (const candidate of candidates) candidate.dispose();
  const { ms, png } = await measureFileToZip(Math.min(runs, 5), onState);
  onState('done');
  const report: BenchReport = {
    userAgent: navigator.userAgent,
    cores: navigator.hardwareConcurrency,
    runs,
    descriptions: Object.fromEntries(candidates.map(({ name, description }) => [name, description])),
    firstRun,
    sizes,
    edgeCases,
    fileToZip: { ms },
  };
  return { report, png };
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
    /** What `npm run bench -- abort` calls. */
    runAborts(onState: (text: string) => void): Promise<string>;
  }
}
window.runBench = runBench;
window.formatReport = formatReport;
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
  runBench(9, (text) => (element('state').textContent = text)).then(
    ({ report }) => {
      element('result').textContent = `${formatReport(report)}\n\n${JSON.stringify(report)}`;
      copyButton.disabled = false;
      runButton.disabled = false;
    },
    (error: unknown) => {
      element('state').textContent = String(error);
      runButton.disabled = false;
    },
  );
});
copyButton.addEventListener('click', () => void navigator.clipboard.writeText(element('result').textContent ?? ''));
