import { waitUntil as waitOneSecond } from '@open-wc/testing';

/**
 * Waits for `condition` as long as a test may take: the library's own limit of one second is a bet on how busy the
 * machine is.
 */
export function waitUntil(
  condition: () => boolean | Promise<boolean>,
  message = 'the condition did not come true',
  { interval = 50 }: { interval?: number } = {},
): Promise<void> {
  return waitOneSecond(condition, message, { interval, timeout: 500_000 });
}
