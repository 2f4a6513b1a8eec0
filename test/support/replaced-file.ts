/** A file whose place on the disk is taken by another content, or none, after it was chosen. */
export class ReplacedFile extends File {
  private now: Blob | DOMException | null = null;

  /** As Firefox goes on: what is read is what is there now. */
  replace(content: Blob): void {
    this.now = content;
  }

  /** As Chromium goes on, and where nothing is there; Firefox says `AbortError` then. */
  refuse(reason: 'NotReadableError' | 'NotFoundError' | 'AbortError'): void {
    this.now = new DOMException('It is another, or gone.', reason);
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return this.read(0, this.size, () => super.arrayBuffer());
  }

  override slice(start = 0, end = this.size, type?: string): Blob {
    const part = super.slice(start, end, type);
    const read = part.arrayBuffer.bind(part);
    part.arrayBuffer = () => this.read(start, end, read);
    return part;
  }

  private async read(start: number, end: number, read: () => Promise<ArrayBuffer>): Promise<ArrayBuffer> {
    const { now } = this;
    if (now instanceof DOMException) throw now;
    return now ? now.slice(start, end).arrayBuffer() : read();
  }
}
