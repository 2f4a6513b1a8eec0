/** Which requests a worker crashes at: told the worker's number (0…), the task's name and its input. */
export type CrashesAt = (worker: number, task: string, input: unknown) => boolean;

interface Watched {
  /** The scripts of the workers that were started. */
  readonly scripts: string[];
  /** Crashes a worker that may be idle. */
  crash(worker: number): void;
  restore(): void;
}

/** What no worker of ours can answer: its script throws, as one does that has run out of memory. */
const POISON = null;

/**
 * Workers that crash instead of taking certain requests.
 * @param refuseFrom from this number on, none can be had
 * @param how a worker that is refused throws when it is made, as by a policy for scripts, or fails to load
 */
export function watchWorkers({
  crashesAt = () => false,
  script = '',
  refuseFrom = Infinity,
  how = 'throws',
  onStart = () => undefined,
}: {
  crashesAt?: CrashesAt;
  /** Only workers whose script's name holds this crash, and are counted. */
  script?: string;
  refuseFrom?: number;
  how?: 'throws' | 'does not load';
  /** Called before a worker has loaded its script. */
  onStart?: (worker: number) => void;
} = {}): Watched {
  const BrowserWorker = window.Worker;
  const scripts: string[] = [];
  const workers: Worker[] = [];
  window.Worker = class extends BrowserWorker {
    private readonly number: number;

    constructor(url: string | URL, options?: WorkerOptions) {
      const { pathname } = new URL(url);
      const counts = pathname.includes(script);
      const refused = counts && workers.length >= refuseFrom;
      if (refused && how === 'throws') throw new DOMException('Refused.', 'SecurityError');
      super(refused ? new URL('/absent.worker.js', location.href) : url, options);
      this.number = counts ? workers.length : -1;
      if (!counts || refused) return;
      scripts.push(pathname);
      workers.push(this);
      onStart(this.number);
    }

    override postMessage(message: unknown, transfer?: unknown): void {
      const { name: task, input } = message as { name?: string; input?: unknown };
      const crashes = this.number >= 0 && task !== undefined && crashesAt(this.number, task, input);
      super.postMessage(crashes ? POISON : message, transfer as Transferable[]);
    }
  };
  return {
    scripts,
    crash: (worker) => BrowserWorker.prototype.postMessage.call(workers[worker], POISON),
    restore: () => {
      window.Worker = BrowserWorker;
    },
  };
}
