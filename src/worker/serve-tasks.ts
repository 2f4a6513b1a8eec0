import { Questions } from './questions.ts';
import { packError, type Request, type Response } from './protocol.ts';
import type { AskingContext, TaskContext, TaskHandlers, TaskShapes } from './tasks.ts';

/** The part of a dedicated worker's global scope that is used here; the project compiles against the DOM's types. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<Request>) => void) | null;
  onmessageerror: (() => void) | null;
  postMessage(message: Response, transfer: Transferable[]): void;
}

/** Called once by a worker's script: answers the page's requests with `handlers`. */
export function serveTasks<Shapes extends TaskShapes>(handlers: TaskHandlers<Shapes>): void {
  const scope = globalThis as unknown as WorkerScope;
  const running = new Map<number, { controller: AbortController; questions: Questions }>();

  const run = async ({ id, name, input }: Extract<Request, { kind: 'run' }>): Promise<void> => {
    const controller = new AbortController();
    const questions = new Questions(controller.signal, (question, value, items) =>
      scope.postMessage({ kind: 'ask', id, question, value }, items),
    );
    running.set(id, { controller, questions });
    const transfer: Transferable[] = [];
    const context: TaskContext & AskingContext = {
      signal: controller.signal,
      report: (value, ...items) => scope.postMessage({ kind: 'report', id, value }, items),
      ask: (value, ...items) => questions.ask(value, items),
      transfer: (...items) => transfer.push(...items),
      free,
    };
    try {
      const output = await handlers[name](input, context as never);
      scope.postMessage({ kind: 'done', id, output }, transfer);
    } catch (error) {
      scope.postMessage({ kind: 'failed', id, error: packError(error) }, []);
    } finally {
      running.delete(id);
    }
  };

  scope.onmessage = ({ data }) => {
    if (data.kind === 'abort') running.get(data.id)?.controller.abort();
    else if (data.kind === 'answer') running.get(data.id)?.questions.take(data);
    else void run(data);
  };
  // Which request it was is not known: the page hears that this worker failed, and repeats what it asked for.
  scope.onmessageerror = () => {
    throw new Error('a request could not be read');
  };
  scope.postMessage({ kind: 'ready' }, []);
}

/**
 * At once, where the browser can: of large images a worker would hold hundreds of megabytes until it happens to collect
 * what nobody needs.
 */
function free(buffer: ArrayBufferLike): void {
  (buffer as { transfer?: (bytes: number) => unknown }).transfer?.(0);
}
