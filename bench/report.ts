import type { Times } from './candidates.ts';
import type { EdgeCaseResult, SizeResult } from './measure.ts';

export interface BenchReport {
  readonly userAgent: string;
  readonly cores: number;
  readonly runs: number;
  /** Candidate → who computes. */
  readonly descriptions: Readonly<Record<string, string>>;
  /** Candidate → milliseconds from nothing to the first 1024² result: start, compile, open, chain, read. */
  readonly firstRun: Readonly<Record<string, number>>;
  readonly sizes: readonly SizeResult[];
  readonly edgeCases: readonly EdgeCaseResult[];
  /** Medians; missing until it is measured. */
  readonly fileToZip?: { readonly ms: number; readonly nativeMs?: number };
}

const PARTS = ['open', 'grayscale', 'enhanced', 'blurred', 'edges', 'chain', 'read', 'total', 'rerun'] as const;
const REFERENCE = 'OpenCV.js';

/** The report as Markdown tables: milliseconds, and in brackets the ratio to OpenCV.js. */
export function formatReport(report: BenchReport): string {
  const lines = [
    `${report.userAgent}; ${report.cores} cores; medians of ${report.runs} interleaved runs, in ms (ratio to ${REFERENCE}).`,
    ...Object.entries(report.descriptions).map(([name, description]) => `- ${name}: ${description}`),
  ];
  for (const { width, height, medians, exact } of report.sizes) {
    const names = Object.keys(medians);
    lines.push(
      '',
      `### ${width} × ${height}`,
      '',
      ...table(
        ['', ...names],
        PARTS.map((part) => [label(part), ...names.map((name) => cell(medians, name, part))]),
      ),
    );
    lines.push('', `Equal to ${REFERENCE} in every byte: ${exact.join(', ') || 'none'}.`);
  }
  const engines = Object.keys(report.edgeCases[0]?.medians ?? {});
  lines.push(
    '',
    '### Winding edges: chain and read, in ms (ratio to a radiograph of the same size and thresholds)',
    '',
  );
  lines.push(
    ...table(
      ['', ...engines],
      report.edgeCases.map(({ image, width, height, medians }) => [
        `${image}, ${width} × ${height}`,
        ...engines.map((name) => {
          const { path, radiograph } = medians[name];
          return `${path.toFixed(1)} (${(path / radiograph).toFixed(2)})`;
        }),
      ]),
    ),
  );
  lines.push(
    '',
    '### First run, 1024²',
    '',
    ...table(Object.keys(report.firstRun), [Object.values(report.firstRun).map((ms) => ms.toFixed(0))]),
  );
  if (!report.fileToZip) return lines.join('\n');
  const { ms, nativeMs } = report.fileToZip;
  const native =
    nativeMs === undefined
      ? ''
      : `; native OpenCV with Python's zipfile ${nativeMs.toFixed(0)} ms (ratio ${(ms / nativeMs).toFixed(2)})`;
  lines.push('', `File → ZIP, 4096² RGB PNG: ${ms.toFixed(0)} ms${native}.`);
  return lines.join('\n');
}

function label(part: string): string {
  if (part === 'chain') return '**chain** (`update()`)';
  if (part === 'total') return '**open + chain + read**';
  return part === 'rerun' ? 'Canny threshold alone, with read' : part === 'read' ? 'read edges' : part;
}

function cell(medians: Readonly<Record<string, Times>>, name: string, part: string): string {
  const value = medians[name][part];
  if (value === undefined || Number.isNaN(value)) return '–';
  const reference = medians[REFERENCE][part];
  const ratio = name === REFERENCE || !reference || reference < 1 ? '' : ` (${(value / reference).toFixed(2)})`;
  return `${value.toFixed(1)}${ratio}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(row)];
}
