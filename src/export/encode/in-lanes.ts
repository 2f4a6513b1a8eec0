import { listOf } from '../../base/list-of.ts';
import { throwIfAborted } from '../../base/xray-error.ts';
import { defaultPoolSize } from '../../worker/pool-size.ts';

/** How many images are encoded at a time: as many as there are export workers. */
const EXPORT_LANES = defaultPoolSize();

/**
 * Calls `work` for 0 … `count` − 1 in order, as many at a time as there are export workers. After the first failure
 * nothing further is begun, what runs is aborted, and the failure is thrown.
 */
export async function inLanes(
  count: number,
  signal: AbortSignal | undefined,
  work: (index: number, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const onAbort = (): void => stop.abort();
  signal?.addEventListener('abort', onAbort, { once: true });
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      throwIfAborted(stop.signal);
      await work(next++, stop.signal);
    }
  };
  try {
    await Promise.all(listOf(Math.min(count, EXPORT_LANES), lane));
  } finally {
    stop.abort();
    signal?.removeEventListener('abort', onAbort);
  }
}
