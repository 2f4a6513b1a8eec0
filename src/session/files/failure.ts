import { isAbortError, XrayError } from '../../base/xray-error.ts';
import type { FileEntry } from './file-entry.ts';

/**
 * What a failure of its processing means for a file:
 * - `keeps`: results that were there before stay;
 * - `leaves`: nothing is wrong with it, but there is no engine to compute it: it is not in the list any longer;
 * - `fails`: the error takes its place.
 */
export type Fate = 'keeps' | 'leaves' | 'fails';

export interface Failure {
  readonly fate: Fate;
  /** Whether the reader is told in a notice, once, and not in the file's place. */
  readonly noticed: boolean;
  /** Whether it is the file's own: not where no engine can be had, which every file would meet. */
  readonly own: boolean;
}

export function failureOf({ kept, state }: Pick<FileEntry, 'kept' | 'state'>, error: XrayError): Failure {
  const own = error.code !== 'engine-unavailable';
  if (kept || (!own && state.kind === 'done')) return { fate: 'keeps', noticed: true, own };
  return { fate: own ? 'fails' : 'leaves', noticed: !own, own };
}

/** Whether `error` means that nothing came of a file, which may be there again later. */
export function isUnanswered({ reason }: XrayError): boolean {
  return reason === 'no-answer';
}

/** Whether a file has nothing, and could have. */
export function canBegin({ state }: Pick<FileEntry, 'state'>): boolean {
  return state.kind === 'cancelled' || (state.kind === 'failed' && isUnanswered(state.error));
}

/** Whether `error` means that an image's samples are gone with its worker, and its file could not be decoded again. */
export function isUnread(error: unknown): boolean {
  return error instanceof XrayError && error.code === 'decode-failed';
}

/** Whether `error` ends all work on an image: it was given up, or its engine is gone. */
export function endsWork(error: unknown): boolean {
  return isAbortError(error) || (error instanceof XrayError && error.code === 'engine-lost');
}
