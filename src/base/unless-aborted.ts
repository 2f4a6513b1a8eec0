import { abortError, isAbortError } from './xray-error.ts';

/**
 * What `work` gives, for work that hears of an abort late or never: the caller does not wait for it any longer.
 * @param discard is given what comes after that
 */
export function unlessAborted<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
  discard?: (late: T) => void,
): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(abortError());
      if (discard) work.then(discard, () => undefined);
    };
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** Settles when `work` has ended, of its own accord or by an abort; rejects with anything else. */
export async function untilEnded(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!isAbortError(error)) throw error;
  }
}
