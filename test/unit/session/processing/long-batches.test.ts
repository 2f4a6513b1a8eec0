import { afterEach, describe, expect, it, vi } from 'vitest';
import { openSession, png } from '../support/open-session.ts';

afterEach(() => vi.unstubAllGlobals());

/** How many of them were made since. */
function countedControllers(): () => number {
  let made = 0;
  vi.stubGlobal(
    'AbortController',
    class extends AbortController {
      constructor() {
        super();
        made++;
      }
    },
  );
  return () => made;
}

/** What one file after the other has been read of, by its bytes. */
function readsOf(files: readonly File[]): () => number {
  let reads = 0;
  for (const file of files) {
    const { slice } = file;
    file.slice = (...range) => {
      reads++;
      return slice.apply(file, range);
    };
  }
  return () => reads;
}

describe('a batch of hundreds', () => {
  it('takes of those that wait nothing but their places', async () => {
    const { session, engines } = openSession();
    const begin = async (count: number): Promise<{ controllers: number; reads: number }> => {
      const files = Array.from({ length: count }, (_, i) => png(`film ${i}.png`));
      const [controllers, reads] = [countedControllers(), readsOf(files)];
      engines.hold();
      const work = session.process(files);
      while (engines.atWork === 0) await new Promise((resolve) => void setTimeout(resolve));
      const counted = { controllers: controllers(), reads: reads() };
      vi.unstubAllGlobals();
      session.reset();
      engines.release();
      await work;
      return counted;
    };
    // Whatever comes once.
    await begin(2);
    const few = await begin(3);
    expect(await begin(300)).toEqual(few);
  });

  it('is through when those that waited are given up, and begins none of them', async () => {
    const { session, engines, reports } = openSession();
    engines.hold();
    const work = session.process(Array.from({ length: 40 }, (_, i) => png(`film ${i}.png`)));
    while (engines.atWork === 0) await new Promise((resolve) => void setTimeout(resolve));
    session.cancel();
    engines.release();
    await work;
    expect([session.busy, session.files.count('cancelled')]).toEqual([false, 40]);
    expect(reports.filter(({ kind }) => kind === 'began')).toHaveLength(1);
    // Their places in the queue are no one's.
    const redone = session.redo();
    await redone;
    expect(session.files.count('done')).toBe(40);
    expect(reports.filter(({ kind }) => kind === 'began')).toHaveLength(41);
  });
});
