import type { After } from '../base/listen-to.ts';

/** How long others wait for a file that says nothing, in milliseconds; and while there is such a file already. */
export const TURN_MS = 1000;
export const SHORT_TURN_MS = 100;

/** A clock, which tests replace. */
export interface Clock {
  readonly after: After;
}
