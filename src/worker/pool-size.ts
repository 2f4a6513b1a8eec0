/** More workers than this gain little: memory, not cores, becomes the limit. */
const MOST_WORKERS = 4;

/** One worker a core, up to four. */
export function defaultPoolSize(): number {
  const cores = typeof navigator === 'undefined' ? 1 : navigator.hardwareConcurrency;
  return Math.max(1, Math.min(cores || 1, MOST_WORKERS));
}
