// @ts-check
import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { allProcesses, contents, numberNamed, PAGE_BYTES, treeOf } from './processes.mjs';

/**
 * @typedef {object} Used
 * @property {number} processorMs user and system time of all processes, in milliseconds
 * @property {number} touchedMB memory touched for the first time: minor faults × 4 kB, in megabytes of 10⁶ bytes
 */

const CONTROL_GROUPS = '/sys/fs/cgroup';
let groups = 0;

/**
 * What a browser uses, all of its processes together, those that have ended too. Exactly, by a control group, where one
 * can be made (as root, with the first version of them); else by `/proc`, to the hundredth of a second.
 */
export class Usage {
  /** @type {string} */
  #name = '';

  /** @param {number} root the browser's first process */
  constructor(root) {
    this.root = root;
    const name = `xray-lab-bench-${process.pid}-${groups++}`;
    const folders = ['cpuacct', 'memory'].map((kind) => `${CONTROL_GROUPS}/${kind}/${name}`);
    try {
      for (const folder of folders) mkdirSync(folder);
      // What they start afterwards is in the group by itself.
      for (const { pid } of treeOf(allProcesses(), root)) {
        for (const folder of folders) writeFileSync(`${folder}/cgroup.procs`, String(pid));
      }
      this.#name = name;
    } catch {
      for (const folder of folders) remove(folder);
    }
  }

  /** How it is known, in words. */
  get source() {
    return this.#name ? 'control groups' : '/proc, to 10 ms';
  }

  /** Since the browser was started, or since this is watching: only differences tell something. @returns {Used} */
  read() {
    if (this.#name) {
      const faults = numberNamed(contents(`${CONTROL_GROUPS}/memory/${this.#name}/memory.stat`), 'pgfault');
      return {
        processorMs: Number(contents(`${CONTROL_GROUPS}/cpuacct/${this.#name}/cpuacct.usage`)) / 1e6,
        touchedMB: (faults * PAGE_BYTES) / 1e6,
      };
    }
    const tree = treeOf(allProcesses(), this.root);
    return {
      processorMs: tree.reduce((sum, each) => sum + each.processorMs + each.endedProcessorMs, 0),
      touchedMB: (tree.reduce((sum, each) => sum + each.minorFaults + each.endedMinorFaults, 0) * PAGE_BYTES) / 1e6,
    };
  }

  /**
   * What `work` used.
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<Used & { ms: number; value: T }>}
   */
  async during(work) {
    const before = this.read();
    const start = performance.now();
    const value = await work();
    const ms = performance.now() - start;
    const after = this.read();
    return {
      ms,
      processorMs: after.processorMs - before.processorMs,
      touchedMB: after.touchedMB - before.touchedMB,
      value,
    };
  }

  /** Once the browser has ended. */
  close() {
    if (this.#name) for (const kind of ['cpuacct', 'memory']) remove(`${CONTROL_GROUPS}/${kind}/${this.#name}`);
  }
}

/** Between two looks at all processes' memory, in milliseconds. */
const LOOK_MS = 100;

/**
 * The most memory that all processes of a browser had together while `work` was done, in megabytes of 10⁶ bytes: by Pss, in
 * which shared memory is counted once, and by RSS-anon, which leaves out what is shared.
 * @param {number} root
 * @param {() => Promise<void>} work
 */
export async function peakMemoryDuring(root, work) {
  const peak = { pss: 0, anonymous: 0 };
  const look = () => {
    const now = { pss: 0, anonymous: 0 };
    for (const { pid } of treeOf(allProcesses(), root)) {
      now.pss += numberNamed(contents(`/proc/${pid}/smaps_rollup`), 'Pss') / 1e3;
      now.anonymous += numberNamed(contents(`/proc/${pid}/status`), 'RssAnon') / 1e3;
    }
    peak.pss = Math.max(peak.pss, now.pss * 1.024);
    peak.anonymous = Math.max(peak.anonymous, now.anonymous * 1.024);
  };
  look();
  const timer = setInterval(look, LOOK_MS);
  try {
    await work();
    look();
  } finally {
    clearInterval(timer);
  }
  return peak;
}

/** @param {string} folder */
function remove(folder) {
  try {
    rmdirSync(folder);
  } catch {
    // Was not made, or a process is still ending in it: an empty group costs nothing.
  }
}
