import type { CDPSession, Page } from 'playwright-core';

/** What is alive in a page, counted from outside or where it is made. */
export interface Alive {
  /** Bytes of JavaScript objects on the page's thread, and of the buffers behind them. */
  readonly heap: number;
  readonly buffers: number;
  readonly workers: number;
  /** WebGL's objects, by kind. */
  readonly gpu: Readonly<Record<string, number>>;
  readonly urls: number;
}

/** Counts WebGL's objects and object URLs as they come and go. To run before the page's own scripts. */
export function countResources(): void {
  const gpu: Record<string, number> = {};
  const counts = { gpu, urls: 0 };
  Object.assign(window, { counts });
  const context = WebGL2RenderingContext.prototype as unknown as Record<string, (...args: unknown[]) => object>;
  for (const kind of ['Texture', 'Framebuffer', 'Buffer', 'Program', 'Shader', 'Query'] as const) {
    const create = context[`create${kind}`];
    const remove = context[`delete${kind}`];
    const live = new WeakSet<object>();
    gpu[kind] = 0;
    context[`create${kind}`] = function (...args) {
      const made = create.apply(this, args);
      live.add(made);
      gpu[kind]++;
      return made;
    };
    context[`delete${kind}`] = function (...args) {
      const [given] = args;
      if (typeof given === 'object' && given !== null && live.delete(given)) gpu[kind]--;
      return remove.apply(this, args);
    };
  }
  const { createObjectURL, revokeObjectURL } = URL;
  const urls = new Set<string>();
  URL.createObjectURL = (object) => {
    const url = createObjectURL.call(URL, object);
    urls.add(url);
    counts.urls = urls.size;
    return url;
  };
  URL.revokeObjectURL = (url) => {
    urls.delete(url);
    counts.urls = urls.size;
    revokeObjectURL.call(URL, url);
  };
}

export async function measureAlive(page: Page, cdp: CDPSession): Promise<Alive> {
  // Twice: what a first collection finalises is freed by the second.
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const usage = (await cdp.send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number };
  const counts = await page.evaluate(() => (window as unknown as { counts: Pick<Alive, 'gpu' | 'urls'> }).counts);
  return {
    heap: usage.usedSize,
    buffers: usage.backingStorageSize ?? NaN,
    workers: page.workers().length,
    ...counts,
  };
}
