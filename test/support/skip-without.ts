/**
 * Skips a test, or from a `before` hook a suite, in a browser that lacks what it takes, and says so. Chromium has all
 * of it, but where it is run without WebGL2: what else is missing there is a failure.
 */
export async function skipWithout(context: MochaContext, what: string, present: boolean): Promise<void> {
  if (present) return;
  const { TEST_BROWSER } = (await (await fetch('/environment.json')).json()) as { TEST_BROWSER?: string };
  const isTaken = TEST_BROWSER === 'chromium-without-webgl2' && what === 'WebGL2';
  if ((TEST_BROWSER ?? 'chromium').startsWith('chromium') && !isTaken) {
    throw new Error(`This browser has no ${what}.`);
  }
  console.warn(`Skipped, because this browser has no ${what}.`);
  context.skip();
}

/** Whether a page has a folder of its own, whose handles are as those of folders that people choose. */
export function hasPrivateFolder(): boolean {
  return typeof (navigator as { storage?: Partial<StorageManager> }).storage?.getDirectory === 'function';
}

export function hasWebgl2(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2');
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return gl !== null;
}

/** A test of `work` that is skipped in a browser without WebGL2, unless `backend` is another. */
export function onBackend(backend: string, work: () => Promise<void>): (this: MochaContext) => Promise<void> {
  return async function (this: MochaContext) {
    if (backend === 'webgl2') await skipWithout(this, 'WebGL2', hasWebgl2());
    await work();
  };
}
