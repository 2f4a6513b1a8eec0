import { readdirSync, readFileSync } from 'node:fs';

const INTERVAL_MS = 100;

/** Watches the memory of all processes that this one has started, and theirs: a browser has many. Linux tells it. */
export class ChildrenMemory {
  #peak = 0;
  readonly #timer = setInterval(() => this.#measure(), INTERVAL_MS);

  /** The most at one time, in bytes: memory that processes share is counted once. 0 where it cannot be told. */
  stop(): number {
    this.#measure();
    clearInterval(this.#timer);
    return this.#peak;
  }

  #measure(): void {
    const sizes = descendants(process.pid).map((pid) => proportionalSize(pid));
    this.#peak = Math.max(
      this.#peak,
      sizes.reduce((sum, size) => sum + size, 0),
    );
  }
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
