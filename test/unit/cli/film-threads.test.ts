import { expect, it } from 'vitest';
import type { FilmInput } from '../../../src/cli/film/film.ts';
import { filmThreads } from '../../../src/cli/film/film-threads.ts';
import { DEFAULT_PARAMS } from '../../../src/pipeline/params.ts';

/** What a thread runs: it says that it is ready, and does `work` with each task. */
function script(work: string): URL {
  const text = `import { parentPort } from 'node:worker_threads';
    parentPort.on('message', (task) => { ${work} });
    parentPort.postMessage({ kind: 'ready' });`;
  return new URL(`data:text/javascript,${encodeURIComponent(text)}`);
}

const input = (name: string): FilmInput => ({
  path: name,
  name,
  stem: name,
  folder: '.',
  kinds: ['edges'],
  params: DEFAULT_PARAMS,
  frames: null,
});

it('a thread that crashes is replaced, and its film tried again; twice ends the film, not the next one', async () => {
  const threads = filmThreads(
    1,
    script(`if (task.input.name === 'bad') throw new Error('crash');
      parentPort.postMessage({ kind: 'done', id: task.id, output: task.input.name });`),
  );
  await expect(threads.run('film', input('bad'))).rejects.toThrow('A worker stopped: crash');
  await expect(threads.run('film', input('good'))).resolves.toBe('good');
  await threads.end();
});

it('a thread that ends itself counts as crashed', async () => {
  const threads = filmThreads(1, script('process.exit(3);'));
  await expect(threads.run('film', input('a'))).rejects.toThrow('it ended with code 3');
  await threads.end();
});

it('threads that are ended have ended', async () => {
  const threads = filmThreads(2, script('for (;;);'));
  const runs = [threads.run('film', input('a')), threads.run('film', input('b'))];
  const all = Promise.allSettled(runs);
  await Promise.resolve();
  await threads.end();
  expect((await all).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
