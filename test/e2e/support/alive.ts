import type { CDPSession, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Backend } from '../../../src/pipeline/engine.ts';

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

/**
 * What the page keeps for `idleMs`, for what comes next, it keeps for a second: a test need not wait for more. To run before
 * the page's own scripts.
 */
export function restSooner(idleMs: number): void {
  const { setTimeout } = window;
  const sooner = (handler: () => void, delay?: number, ...rest: unknown[]): number =>
    setTimeout(handler, delay === idleMs ? 1000 : delay, ...rest);
  window.setTimeout = sooner as typeof window.setTimeout;
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

/**
 * As {@link measureAlive}, once the page has rested: workers that nobody uses are kept for some seconds, for what comes
 * next, so that their number tells how long ago that was. The CPU engine keeps its one.
 */
export async function measureAtRest(page: Page, cdp: CDPSession, backend: Backend): Promise<Alive> {
  const workers = backend === 'cpu' ? 1 : 0;
  await expect.poll(() => page.workers().length, { interval: 100 }).toBe(workers);
  return measureAlive(page, cdp);
}

/** What a heap snapshot holds, as far as it is used here; see V8's heap-snapshot-generator. */
interface HeapSnapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: string[]; readonly node_types: [string[]] } };
  readonly nodes: number[];
}

/** Kinds of heap nodes that a program makes; what is left out is compiled code and the browser's own records. */
const PROGRAM_MADE = [
  'object',
  'closure',
  'array',
  'string',
  'concatenated string',
  'sliced string',
  'number',
  'regexp',
];

/** Bytes of the objects that the page's scripts hold. The whole heap also grows by code that is compiled as it is used. */
export async function measureObjects(cdp: CDPSession): Promise<number> {
  const parts: string[] = [];
  const collect = ({ chunk }: { chunk: string }): void => void parts.push(chunk);
  cdp.on('HeapProfiler.addHeapSnapshotChunk', collect);
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.takeHeapSnapshot');
  cdp.off('HeapProfiler.addHeapSnapshotChunk', collect);
  const { snapshot, nodes } = JSON.parse(parts.join('')) as HeapSnapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let bytes = 0;
  for (let i = 0; i < nodes.length; i += fields.length) {
    if (PROGRAM_MADE.includes(types[0][nodes[i + type]])) bytes += nodes[i + size];
  }
  return bytes;
}
