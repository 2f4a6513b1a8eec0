/** Lets through who comes, or has them wait until it opens, again and again. */
export class Gate {
  private waiting: Promise<void> | null = null;
  private goOn: () => void = () => undefined;

  close(): void {
    this.waiting ??= new Promise((resolve) => (this.goOn = resolve));
  }

  open(): void {
    this.waiting = null;
    this.goOn();
  }

  /** Rejects with an AbortError as soon as `signal` is aborted. */
  async pass(signal?: AbortSignal | null): Promise<void> {
    const { waiting } = this;
    await new Promise<void>((resolve, reject) => {
      const abort = (): void => reject(new DOMException('', 'AbortError'));
      if (signal?.aborted) abort();
      signal?.addEventListener('abort', abort, { once: true });
      void (waiting ?? Promise.resolve()).then(resolve);
    });
  }
}
