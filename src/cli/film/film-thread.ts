import { parentPort } from 'node:worker_threads';
import type { Request, Response } from '../../worker/protocol.ts';
import { serveTasks } from '../../worker/serve-tasks.ts';
import { filmTasks } from './film-tasks.ts';

/** What a browser gives a worker, of what Node does. */
interface Scope {
  onmessage?: (event: { readonly data: Request }) => void;
  postMessage(message: Response, transfer: ArrayBuffer[]): void;
}

if (parentPort) {
  const port = parentPort;
  const scope = globalThis as unknown as Scope;
  scope.postMessage = (message, transfer) => port.postMessage(message, transfer);
  serveTasks(filmTasks);
  port.on('message', (data: Request) => scope.onmessage?.({ data }));
}
