/** As of a drive that is away: from a moment on, no read comes back. */
export class SilentFile extends File {
  /** Reads that wait. */
  asked = 0;
  private silent: 'never' | 'now' | 'content' = 'now';
  private answers: (() => void)[] = [];

  /** The header is read, and nothing behind it. */
  keepContent(): this {
    this.silent = 'content';
    return this;
  }

  goAway(): void {
    this.silent = 'now';
  }

  /** What waits is read, and all that comes. */
  comeBack(): void {
    this.silent = 'never';
    for (const answer of this.answers.splice(0)) answer();
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return this.read(this.silent !== 'never', () => super.arrayBuffer());
  }

  override text(): Promise<string> {
    return this.read(this.silent !== 'never', () => super.text());
  }

  override slice(...range: Parameters<File['slice']>): Blob {
    const part = super.slice(...range);
    const read = part.arrayBuffer.bind(part);
    part.arrayBuffer = () => this.read(this.silent === 'now', read);
    return part;
  }

  private async read<T>(waits: boolean, read: () => Promise<T>): Promise<T> {
    if (waits) {
      this.asked++;
      await new Promise<void>((resolve) => this.answers.push(resolve));
    }
    return read();
  }
}
