import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCpuEngine } from '../../../../src/cpu/cpu-engine.ts';
import { CpuWorkers } from '../../../../src/cpu/worker/cpu-workers.ts';

/** How far a worker comes that says nothing from then on. */
let comesUp = false;
let alive = 0;

class SilentWorker {
  onmessage: ((event: { data: { kind: 'ready' } }) => void) | null = null;

  constructor() {
    alive++;
    if (comesUp) queueMicrotask(() => this.onmessage?.({ data: { kind: 'ready' } }));
  }

  addEventListener(): void {
    // It never says anything.
  }

  postMessage(): void {
    // Nor hears anything.
  }

  terminate(): void {
    alive = 0;
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe.each([false, true])('the CPU engine’s worker that never starts (its script is there: %s)', (isThere) => {
  beforeEach(() => {
    comesUp = isThere;
    alive = 0;
    vi.stubGlobal('Worker', SilentWorker);
  });
  afterEach(() => void vi.unstubAllGlobals());

  it('is ended when the start is aborted', async () => {
    const ending = new AbortController();
    const starting = createCpuEngine({ signal: ending.signal });
    await turn();
    expect(alive).toBe(1);
    ending.abort();
    await expect(starting).rejects.toMatchObject({ name: 'AbortError' });
    expect(alive).toBe(0);
  });

  it('is ended when the engine is disposed of', async () => {
    const workers = new CpuWorkers('auto');
    const starting = workers.current();
    await turn();
    expect(alive).toBe(1);
    workers.dispose();
    await expect(starting).rejects.toMatchObject({ name: 'AbortError' });
    expect(alive).toBe(0);
    await expect(workers.current()).rejects.toMatchObject({ name: 'AbortError' });
  });
});
