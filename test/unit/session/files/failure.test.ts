import { describe, expect, it } from 'vitest';
import { abortError, XrayError, type XrayErrorCode } from '../../../../src/base/xray-error.ts';
import { DEFAULT_PARAMS } from '../../../../src/pipeline/params.ts';
import type { FileState } from '../../../../src/session/files/file-entry.ts';
import { endsWork, failureOf } from '../../../../src/session/files/failure.ts';
import type { KeptResults } from '../../../../src/session/files/kept-results.ts';

const computed = { params: DEFAULT_PARAMS, backend: 'cpu', milliseconds: 1, fallback: null } as const;
const kept = { computed } as KeptResults;
const working: FileState = { kind: 'working', ready: 1 };
const done: FileState = { kind: 'done', computed };

describe('what a failure means for a file', () => {
  it.each([
    // Its own problem takes its place, where there were no results; no notice.
    ['decode-failed', working, null, { fate: 'fails', noticed: false, own: true }],
    ['decode-failed', done, null, { fate: 'fails', noticed: false, own: true }],
    ['engine-lost', working, null, { fate: 'fails', noticed: false, own: true }],
    // Results that were there before stay.
    ['decode-failed', working, kept, { fate: 'keeps', noticed: true, own: true }],
    ['image-too-large', done, kept, { fate: 'keeps', noticed: true, own: true }],
    // That there is no engine is no file's own problem: those that have nothing go, and it is told once.
    ['engine-unavailable', working, null, { fate: 'leaves', noticed: true, own: false }],
    ['engine-unavailable', done, null, { fate: 'keeps', noticed: true, own: false }],
    ['engine-unavailable', working, kept, { fate: 'keeps', noticed: true, own: false }],
  ] as [XrayErrorCode, FileState, KeptResults | null, unknown][])('%s', (code, state, before, expected) => {
    expect(failureOf({ state, kept: before }, new XrayError(code, 'No.'))).toEqual(expected);
  });

  it('is the end of the work on an image where it was given up, or its engine is gone', () => {
    const errors = [abortError(), new XrayError('engine-lost', ''), new XrayError('export-failed', ''), new Error('')];
    expect(errors.map(endsWork)).toEqual([true, true, false, false]);
  });
});
