// @ts-check
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * What a suite wrote in `.test-results` of its run.
 *
 * @typedef {{ passed: number; failed: number; skipped: number }} Counts
 * @typedef {{ test: string; message: string }} Failure a test by its file and names, and what it said
 * @typedef {Counts & { failures: Failure[]; notes?: string[] }} Report with what is to be said in the end
 */

/** Lines of a message that are repeated in the end: enough for the assertion and where it stands. */
const MESSAGE_LINES = 12;

/** @returns {Report} */
export const emptyReport = () => ({ passed: 0, failed: 0, skipped: 0, failures: [] });

/**
 * Reads a report of vitest, or of one of the scripts and runners here, which write what is returned. None, or a broken
 * one, is a run without tests.
 * @param {string} file
 * @param {string} root names of test files start there
 * @returns {Report}
 */
export function readReport(file, root) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return emptyReport();
  }
  return 'numPassedTests' in report ? fromVitest(report, root) : { ...emptyReport(), ...report };
}

/**
 * The part that is used here of what vitest's reporter writes.
 *
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ name: string; status: string; message: string; assertionResults: VitestTest[] }[]} testResults by file
 *
 * @typedef {{ status: string; ancestorTitles: string[]; title: string; failureMessages: string[] }} VitestTest
 */

/** @param {VitestReport} report @param {string} root @returns {Report} */
function fromVitest(report, root) {
  /** @type {Failure[]} */
  const failures = [];
  for (const { name, message, assertionResults } of report.testResults) {
    const file = relative(root, name);
    // What stops a whole file has no test.
    if (message) failures.push({ test: file, message });
    for (const { status, ancestorTitles, title, failureMessages } of assertionResults) {
      if (status !== 'failed') continue;
      failures.push({ test: [file, ...ancestorTitles, title].join(' > '), message: failureMessages.join('\n') });
    }
  }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  };
}

/**
 * For the end of a run, where logs are often cut off before it.
 * @param {Failure} failure
 */
export function failureText({ test, message }) {
  const lines = message.split('\n').filter((line) => line.trim() !== '');
  return [`✗ ${test}`, ...lines.slice(0, MESSAGE_LINES).map((line) => `    ${line}`)].join('\n');
}
