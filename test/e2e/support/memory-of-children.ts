import { readdirSync, readFileSync } from 'node:fs';

const INTERVAL_MS = 100;

/**
 * The most memory at one time, while `work` is done, of all processes that this one has started, and theirs: a browser has
 * many. In bytes; memory that processes share is counted once. Null where it cannot be told: Linux tells it.
 */
export async function mostMemoryDuring(work: () => Promise<void>): Promise<number | null> {
  let peak = 0;
  const measure = (): void => {
    const sizes = descendants(process.pid).map((pid) => proportionalSize(pid));
    peak = Math.max(
      peak,
      sizes.reduce((sum, size) => sum + size, 0),
    );
  };
  const timer = setInterval(measure, INTERVAL_MS);
  try {
    await work();
    measure();
  } finally {
    clearInterval(timer);
  }
  return peak || null;
}

function descendants(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of read(() => readdirSync('/proc'), [])) {
    // pid (name) state parent …; a name may hold anything.
    const stat = /^\d+$/.test(name) ? read(() => readFileSync(`/proc/${name}/stat`, 'utf8'), '') : '';
    const parent = /\) \S (\d+)/.exec(stat)?.[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const of = (ancestor: number): number[] =>
    [...parents].filter(([, parent]) => parent === ancestor).flatMap(([child]) => [child, ...of(child)]);
  return of(pid);
}

/** The proportional set size of a process in bytes. */
function proportionalSize(pid: number): number {
  const rollup = read(() => readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'), '');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
}

/** A process may end while it is looked at; other systems have no such files. */
function read<T>(reader: () => T, otherwise: T): T {
  try {
    return reader();
  } catch {
    return otherwise;
  }
}
