import { expect, it } from 'vitest';
import { XrayError } from '../../../../src/base/xray-error.ts';
import { NOTHING_LISTED, surveyOf } from '../../../../src/components/files/survey.ts';
import type { FileEntry, FileState } from '../../../../src/session/files/file-entry.ts';
import { DEFAULT_PARAMS } from '../../../../src/pipeline/params.ts';

const DONE: FileState = {
  kind: 'done',
  computed: { params: DEFAULT_PARAMS, backend: 'cpu', milliseconds: 1, fallback: null },
};

function entriesOf(...states: FileState[]): FileEntry[] {
  const file = new Blob();
  return states.map((state, i) => ({
    id: i + 1,
    name: `${i}.png`,
    file,
    facts: null,
    opened: null,
    source: null,
    frame: 0,
    state,
    kept: null,
  }));
}

it('a list is summed up in one look at each of its files', () => {
  const error = new XrayError('decode-failed', 'No.');
  const silence = new XrayError('decode-failed', 'No answer.', { reason: 'no-answer' });
  const failures = [silence, error].map((failed): FileState => ({ kind: 'failed', error: failed }));
  const entries = entriesOf(DONE, { kind: 'waiting' }, DONE, ...failures, { kind: 'cancelled' });
  let looks = 0;
  const isOutdated = ({ id }: FileEntry): boolean => (looks++, id === 3);
  expect(surveyOf(entries, isOutdated, NOTHING_LISTED)).toEqual({
    done: 2,
    cancelled: 1,
    failed: new Set([4, 5]),
    failure: error,
    unanswered: 1,
    outdated: new Set([3]),
    waits: true,
    works: false,
  });
  expect(looks).toBeLessThanOrEqual(entries.length);
});

it('a failure is news once', () => {
  const [first, second] = ['One.', 'Two.'].map((message) => new XrayError('decode-failed', message));
  const isOutdated = (): boolean => false;
  const before = surveyOf(entriesOf({ kind: 'failed', error: first }), isOutdated, NOTHING_LISTED);
  const both = entriesOf({ kind: 'failed', error: first }, { kind: 'failed', error: second });
  const after = surveyOf(both, isOutdated, before);
  expect([before.failure, after.failure, surveyOf(both, isOutdated, after).failure]).toEqual([first, second, null]);
});
