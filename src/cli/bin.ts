#!/usr/bin/env node
import { filmThreads } from './film/film-threads.ts';
import { main } from './main.ts';

const { stderr, stdout } = process;

// Who reads the output may stop before its end: what is written to files is not less wanted for that.
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.exitCode = await main(process.argv.slice(2), {
  print: (text) => void stdout.write(text),
  screen: {
    isTerminal: stderr.isTTY === true,
    columns: stderr.columns ?? 80,
    write: (text) => void stderr.write(text),
  },
  onSignal: (end) => {
    const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    const callOff = (): void => {
      for (const name of names) process.off(name, first);
    };
    // Whoever asks again, by whichever of them, is obeyed at once.
    const first = (name: (typeof names)[number]): void => {
      callOff();
      end(name);
    };
    for (const name of names) process.on(name, first);
    return callOff;
  },
  runner: (jobs) => filmThreads(jobs, new URL('./film-worker.js', import.meta.url)),
  now: () => performance.now(),
});
