import { createCpuTasks, type CpuTasks } from '../../src/cpu/worker/cpu-tasks.ts';
import type { CpuWorker, CpuWorkers } from '../../src/cpu/worker/cpu-workers.ts';
import type { KernelKind } from '../../src/cpu/kernels/open-image.ts';
import { createTaskRunner } from '../../src/worker/task-runner.ts';
import type { TaskRunner } from '../../src/worker/tasks.ts';
import { WorkerStopped } from '../../src/worker/worker-stopped.ts';

/** Has a CPU engine, where there are no workers, compute in what stops as a worker does; `stopAt` is asked at each task. */
export function stoppingWorkers(
  workers: CpuWorkers,
  kernels: KernelKind,
  stopAt: (task: string, worker: number) => boolean = () => false,
): { readonly tasks: string[]; stop(): void } {
  const tasks: string[] = [];
  let started = 0;
  let stopNow = (): void => undefined;
  let current: Promise<CpuWorker> | null = null;
  let stopped: Error | null = null;

  const start = async (): Promise<CpuWorker> => {
    const number = started++;
    const inner = await createTaskRunner<CpuTasks>({
      spawn: () => {
        throw new Error('There are no workers here.');
      },
      loadHandlers: async () => createCpuTasks(),
    });
    await inner.run('start', { kernels });
    let gone: WorkerStopped | null = null;
    let refuse = (_reason: Error): void => undefined;
    const ending = new Promise<never>((_resolve, reject) => (refuse = reject));
    ending.catch(() => undefined);
    const stop = (): void => {
      stopped = gone = new WorkerStopped('It stopped.');
      refuse(gone);
      inner.dispose();
    };
    stopNow = stop;
    const run: TaskRunner<CpuTasks>['run'] = async (name, input, options) => {
      tasks.push(name);
      if (!gone && stopAt(name, number)) stop();
      if (gone) throw gone;
      return Promise.race([inner.run(name, input, options), ending]);
    };
    return {
      kernels,
      runner: {
        run,
        owed: null,
        get stopped() {
          return gone;
        },
        dispose: () => inner.dispose(),
      },
    };
  };
  workers.current = () => {
    if (stopped) current = null;
    stopped = null;
    return (current ??= start());
  };
  return { tasks, stop: () => stopNow() };
}
