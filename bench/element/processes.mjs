// @ts-check
import { readdirSync, readFileSync } from 'node:fs';

/** A page of memory, in bytes: what one minor fault touches for the first time, huge pages aside. */
export const PAGE_BYTES = 4096;

/** A tick of `/proc/PID/stat`, in milliseconds: Linux tells programs of hundredths of a second, whatever it counts in. */
const TICK_MS = 10;

/**
 * @typedef {object} ProcessStat what `/proc/PID/stat` says of a process
 * @property {number} pid
 * @property {number} parent
 * @property {number} processorMs user and system time of the process in its life, in milliseconds
 * @property {number} minorFaults
 * @property {number} endedProcessorMs the same of those of its children that have ended and were waited for
 * @property {number} endedMinorFaults
 */

/**
 * @param {string} text of a `/proc/PID/stat`
 * @returns {ProcessStat | null} null where it is none
 */
export function parseStat(text) {
  // pid (name) state parent …; a name may hold blanks and brackets.
  const match = /^(\d+) \(.*\) \S ([-\d ]+)/s.exec(text);
  if (!match) return null;
  const [parent, , , , , , minor, endedMinor, , , user, system, endedUser, endedSystem] = match[2]
    .split(' ')
    .map(Number);
  return {
    pid: Number(match[1]),
    parent,
    processorMs: (user + system) * TICK_MS,
    minorFaults: minor,
    endedProcessorMs: (endedUser + endedSystem) * TICK_MS,
    endedMinorFaults: endedMinor,
  };
}

/**
 * A process and all that it started, and theirs.
 * @param {readonly ProcessStat[]} all
 * @param {number} root
 * @returns {ProcessStat[]}
 */
export function treeOf(all, root) {
  const found = all.filter(({ pid }) => pid === root);
  // Grows as it is walked.
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid));
  return found;
}

/**
 * A number that a file of lines such as `Pss: 12 kB` or `total_pgfault 12` gives a name; 0 where it does not.
 * @param {string} text
 * @param {string} name
 */
export function numberNamed(text, name) {
  return Number(new RegExp(`^${name}:?\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
}

/** All processes of this machine. @returns {ProcessStat[]} */
export function allProcesses() {
  return textOf(() => readdirSync('/proc').join('\n'))
    .split('\n')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => parseStat(contents(`/proc/${pid}/stat`)) ?? []);
}

/** What a file holds; nothing where it is gone, as a process's may at any time. @param {string} path */
export function contents(path) {
  return textOf(() => readFileSync(path, 'utf8'));
}

/** @param {() => string} read */
function textOf(read) {
  try {
    return read();
  } catch {
    return '';
  }
}
