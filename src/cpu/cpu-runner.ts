import { XrayError } from '../image/xray-error.ts';
import { spawnWorker } from '../worker/spawn-worker.ts';
import { createTaskRunner } from '../worker/task-runner.ts';
import type { TaskRunner } from '../worker/tasks.ts';
import { WorkerStopped } from '../worker/worker-stopped.ts';
import type { CpuTasks } from './cpu-tasks.ts';

/** The CPU engine's worker, or the calling thread where none can be had. Calls reject as those of an engine do. */
export async function createCpuRunner(): Promise<TaskRunner<CpuTasks>> {
  const runner = await createTaskRunner<CpuTasks>({
    spawn: () => spawnWorker(new URL('./cpu.worker.ts', import.meta.url), { type: 'module' }),
    loadHandlers: async () => (await import('./cpu-tasks.ts')).createCpuTasks(),
  });
  return {
    async run(name, input, options) {
      try {
        return await runner.run(name, input, options);
      } catch (error) {
        if (!(error instanceof WorkerStopped)) throw error;
        throw new XrayError('engine-lost', 'The worker that computes on the CPU has stopped.', {
          hint: 'Close other tabs or applications if memory is short, and load the page again.',
          cause: error,
        });
      }
    },
    dispose: () => runner.dispose(),
  };
}
