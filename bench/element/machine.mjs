// @ts-check
import { cpus, loadavg, release, totalmem } from 'node:os';
import { contents } from './processes.mjs';

/** What the figures were measured on, and what else it did when they were begun. */
export function describeMachine() {
  const models = cpus();
  const huge = /\[(\w+)\]/.exec(contents('/sys/kernel/mm/transparent_hugepage/enabled'))?.[1] ?? 'unknown';
  return [
    `${models.length} × ${models[0]?.model.trim() ?? 'unknown processor'}`,
    `${(totalmem() / 2 ** 30).toFixed(0)} GB`,
    `${process.platform} ${release()}`,
    // Where they are always used, one minor fault may touch two megabytes.
    `huge pages: ${huge}`,
    `load at the start ${loadavg()
      .map((load) => load.toFixed(2))
      .join(' ')}`,
  ].join('; ');
}
