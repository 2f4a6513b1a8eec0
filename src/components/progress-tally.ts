/** A file at work, as it is counted. */
export interface FileProgress {
  ready: number;
}

/** How many images of the files at work are ready: what the progress bar and `xray-progress` tell. */
export class ProgressTally {
  private readonly files = new Set<FileProgress>();
  private through = 0;

  constructor(private readonly imagesPerFile: number) {}

  get done(): number {
    let sum = 0;
    for (const { ready } of this.files) sum += ready;
    return sum;
  }

  get total(): number {
    return this.files.size * this.imagesPerFile;
  }

  /** Counts a file in, from nothing. */
  start(): FileProgress {
    const file = { ready: 0 };
    this.files.add(file);
    return file;
  }

  /** An image became ready. Returns whether it counts: not where all was cleared meanwhile. */
  step(file: FileProgress): boolean {
    file.ready = Math.min(file.ready + 1, this.imagesPerFile);
    return this.files.has(file);
  }

  /** A file is through, whether it succeeded or not. When all are, counting begins anew. */
  finish(file: FileProgress): void {
    if (!this.files.has(file)) return;
    file.ready = this.imagesPerFile;
    if (++this.through === this.files.size) this.clear();
  }

  clear(): void {
    this.files.clear();
    this.through = 0;
  }
}
