// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNpm } from './run-npm.mjs';

/**
 * Asks the package registry for known weaknesses of what is shipped (`dependencies`, and what they bring). Fails from
 * "moderate" on. Where the registry does not answer, that is a test skipped, with a line that says why: a machine without
 * a network can still run everything else.
 */

/** @typedef {{ vulnerabilities?: Record<string, { severity: string; range: string }> }} Audit */

const root = fileURLToPath(new URL('..', import.meta.url));
const report = `${root}.test-results/audit.json`;
const MATTERS = ['moderate', 'high', 'critical'];

const { stdout, stderr } = runNpm(['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000'], {
  cwd: root,
  stdio: 'pipe',
});
const audit = parsed(stdout);
const asked = audit?.vulnerabilities !== undefined;
const weak = Object.entries(audit?.vulnerabilities ?? {}).filter(([, { severity }]) => MATTERS.includes(severity));
const failures = weak.map(([name, { severity, range }]) => ({ test: `${name} ${range}`, message: severity }));
for (const { test, message } of failures) console.error(`${test}: ${message}`);

const counts = { passed: asked && weak.length === 0 ? 1 : 0, failed: weak.length > 0 ? 1 : 0, skipped: asked ? 0 : 1 };
const notes = asked ? [] : [`npm audit             skipped: ${reason()}`];
mkdirSync(dirname(report), { recursive: true });
writeFileSync(report, JSON.stringify({ ...counts, failures, notes }));
console.log(asked ? `${weak.length} known weaknesses from "moderate" on in what is shipped` : notes[0]);
process.exitCode = counts.failed;

function reason() {
  const line =
    stderr.split('\n').find((text) => /npm (warn|error|ERR!) audit/.test(text)) ?? 'the registry did not answer';
  // The registry's address is no matter of this project.
  return line
    .replace(/^npm \S+ audit /, '')
    .replace(/ - .*$/, '')
    .replace(/https?:\S+/g, 'the registry');
}

/** @param {string} json @returns {Audit | null} */
function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
