import { abortError, throwIfAborted } from '../base/xray-error.ts';
import { unpackError, type Request } from './protocol.ts';

interface Asked {
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

/** What a task in a worker has asked its caller, and what waits for answers. */
export class Questions {
  private readonly asked = new Map<number, Asked>();
  private next = 1;

  constructor(
    private readonly signal: AbortSignal,
    private readonly send: (question: number, value: unknown, items: Transferable[]) => void,
  ) {
    signal.addEventListener('abort', () => {
      for (const { reject } of this.asked.values()) reject(abortError());
      this.asked.clear();
    });
  }

  /** @throws what the answering threw; AbortError once the task is aborted */
  async ask(value: unknown, items: Transferable[]): Promise<never> {
    throwIfAborted(this.signal);
    const question = this.next++;
    const answer = new Promise<unknown>((resolve, reject) => this.asked.set(question, { resolve, reject }));
    this.send(question, value, items);
    return (await answer) as never;
  }

  take({ question, answer, error }: Extract<Request, { kind: 'answer' }>): void {
    const asked = this.asked.get(question);
    this.asked.delete(question);
    if (error) asked?.reject(unpackError(error));
    else asked?.resolve(answer);
  }
}
