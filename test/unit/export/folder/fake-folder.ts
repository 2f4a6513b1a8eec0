type Step = 'getFileHandle' | 'createWritable' | 'write' | 'close';

/** A folder in memory, as a browser hands one out; names that differ only in case are one. */
export class FakeFolder {
  readonly files = new Map<string, Uint8Array>();
  /** Makes a step of a file's writing fail. */
  fail: { readonly name: string | RegExp; readonly step: Step; readonly error: Error } | null = null;
  /** Has a step of all writing never come back, as of a share that is away. */
  silent: Step | null = null;
  /** Steps that did not. */
  asked = 0;
  readonly handle: FileSystemDirectoryHandle;
  private readonly folders: readonly string[];

  constructor(existing: readonly string[] = [], folders: readonly string[] = []) {
    for (const name of existing) this.files.set(name, new TextEncoder().encode('old'));
    this.folders = folders;
    this.handle = {
      name: 'results',
      getFileHandle: (name: string, options?: { create?: boolean }) => this.open(name, options?.create ?? false),
      removeEntry: (name: string) => Promise.resolve(void this.files.delete(name)),
    } as unknown as FileSystemDirectoryHandle;
  }

  text(name: string): string {
    return new TextDecoder().decode(this.files.get(name));
  }

  private async open(name: string, create: boolean): Promise<FileSystemFileHandle> {
    await this.step(name, 'getFileHandle');
    if (this.folders.includes(name)) throw new DOMException('It is a folder.', 'TypeMismatchError');
    const exists = [...this.files.keys()].some((other) => other.toLowerCase() === name.toLowerCase());
    if (!exists && !create) throw new DOMException('There is none.', 'NotFoundError');
    if (!exists) this.files.set(name, new Uint8Array(0));
    return { createWritable: () => this.createWritable(name) } as unknown as FileSystemFileHandle;
  }

  private async createWritable(name: string): Promise<FileSystemWritableFileStream> {
    await this.step(name, 'createWritable');
    let content = new Uint8Array(0);
    return {
      write: async (bytes: Blob | Uint8Array<ArrayBuffer>) => {
        await this.step(name, 'write');
        content = new Uint8Array(await new Blob([bytes]).arrayBuffer());
      },
      close: async () => {
        await this.step(name, 'close');
        this.files.set(name, content);
      },
      abort: () => Promise.resolve(),
    } as unknown as FileSystemWritableFileStream;
  }

  private async step(name: string, step: Step): Promise<void> {
    await Promise.resolve();
    if (this.silent === step) {
      this.asked++;
      await new Promise(() => undefined);
    }
    if (!this.fail || this.fail.step !== step) return;
    const { name: failing, error } = this.fail;
    if (typeof failing === 'string' ? failing === name : failing.test(name)) throw error;
  }
}
