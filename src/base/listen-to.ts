import { abortError } from './xray-error.ts';

/** How long a file, a folder or a share may say nothing before that is told, in milliseconds. */
export const SILENCE_MS = 10_000;

/** Calls `action` after so many milliseconds; what it returns calls that off. */
export type After = (milliseconds: number, action: () => void) => () => void;

/** How many short waits a long one is made of: browsers hold up timers of hidden pages for a minute from the fifth in a row on. */
export const WAITS = 3;

/**
 * In short waits, one after the other: a page that stands still, as while its shaders are compiled, hears nobody meanwhile,
 * and that others were silent is not said for more than one of them.
 */
export const byTimeout: After = (milliseconds, action) => {
  let left = WAITS;
  const wait = (): void => {
    if (left-- > 0) timer = setTimeout(wait, milliseconds / WAITS);
    else action();
  };
  let timer: ReturnType<typeof setTimeout>;
  wait();
  return () => clearTimeout(timer);
};

/** How long work on the outside is waited for. */
export interface Listening {
  /** Ends it; the promise then rejects with AbortError. */
  readonly signal?: AbortSignal;
  /** Milliseconds of silence that are borne; without it any. */
  readonly patience?: number;
  /** Replaced in tests. */
  readonly after?: After;
}

/** A sign of life: whether there is more to wait for. Without more, what follows is work of our own, however long. */
export type Heard = (more: boolean) => void;

/**
 * What `work` gives, of what may never answer: a file, a folder, a share. It is ended by the signal, and with `refusal`
 * when it has said nothing for too long; whether it hears of that or not, the caller waits no longer.
 */
export function listenTo<T>(
  work: (signal: AbortSignal, heard: Heard) => Promise<T>,
  { signal, patience, after = byTimeout }: Listening,
  refusal: () => Error,
): Promise<T> {
  const ending = new AbortController();
  let callOff = (): void => undefined;
  let over = false;
  return new Promise<T>((resolve, reject) => {
    const end = (error: Error): void => {
      over = true;
      callOff();
      reject(error);
      ending.abort();
    };
    const onAbort = (): void => end(abortError());
    const settled = (): void => {
      over = true;
      callOff();
      signal?.removeEventListener('abort', onAbort);
    };
    const heard: Heard = (more) => {
      callOff();
      if (more && patience !== undefined && !over) callOff = after(patience, () => end(refusal()));
    };
    if (signal?.aborted) return onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
    work(ending.signal, heard).then(resolve, reject).finally(settled);
  });
}
