import { isAbortError, XrayError } from '../image/xray-error.ts';
import { createTaskRunner } from '../worker/task-runner.ts';
import type { TaskRunner } from '../worker/tasks.ts';
import { damagedError } from './decode-errors.ts';
import type { DecodeInput, DecodeTasks } from './decode-tasks.ts';

let runner: Promise<TaskRunner<DecodeTasks>> | null = null;

/** Runs a decoding task in the one worker of this module, which the first call starts. */
export async function runDecodeTask<Name extends keyof DecodeTasks>(
  name: Name,
  input: DecodeInput,
  signal?: AbortSignal,
): Promise<DecodeTasks[Name]['output']> {
  const current = (runner ??= startRunner());
  try {
    return await (await current).run(name, input, { signal });
  } catch (error) {
    if (error instanceof XrayError || isAbortError(error)) throw error;
    // The tasks fail only in the two ways above: the worker is gone, and the next call starts a new one.
    if (runner === current) runner = null;
    throw damagedError(error);
  }
}

/** Ends the decoding worker; calls under way reject with AbortError. A later call starts a new one. */
export function releaseDecoder(): void {
  const current = runner;
  runner = null;
  current?.then(
    (started) => started.dispose(),
    // It never started, and whoever asked for it has been told.
    () => undefined,
  );
}

function startRunner(): Promise<TaskRunner<DecodeTasks>> {
  return createTaskRunner<DecodeTasks>({
    spawn: () => new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' }),
    loadHandlers: async () => (await import('./decode-tasks.ts')).decodeTasks,
  });
}
