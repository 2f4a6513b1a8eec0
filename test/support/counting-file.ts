/** A file that counts how often it is read, whole or in parts. */
export class CountingFile extends File {
  /** Times that all of it was read at once. */
  whole = 0;
  /** Parts that were taken. */
  slices = 0;

  override arrayBuffer(): Promise<ArrayBuffer> {
    this.whole++;
    return super.arrayBuffer();
  }

  override stream(): ReturnType<File['stream']> {
    this.whole++;
    return super.stream();
  }

  override slice(start?: number, end?: number, type?: string): Blob {
    this.slices++;
    return super.slice(start, end, type);
  }
}
