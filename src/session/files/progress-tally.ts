/** A file at work, as it is counted. */
export interface FileProgress {
  ready: number;
}

/** The first ones also wait for the engine. */
const FILES_TO_ESTIMATE_BY = 3;

/** How many images of the files at work are ready: what the progress bar and `xray-progress` tell. */
export class ProgressTally {
  private readonly files = new Set<FileProgress>();
  /** Their images that are ready. */
  private ready = 0;
  /** Those that wait for what is not ours. */
  private readonly aside = new Set<FileProgress>();
  private through = 0;
  private startedAt = 0;

  constructor(
    private readonly imagesPerFile: number,
    /** Called when no file is at work any longer. */
    private readonly onEnd: () => void = () => undefined,
    /** The time in milliseconds; replaced in tests. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  get done(): number {
    return this.ready;
  }

  get total(): number {
    return this.files.size * this.imagesPerFile;
  }

  /** Whether any file is at work that does not wait for its own bytes. */
  get active(): boolean {
    return this.files.size > this.through + this.aside.size;
  }

  /** How long it will take at the pace so far; null while there is little to tell it by. */
  get millisecondsLeft(): number | null {
    const { done, total } = this;
    if (this.through < FILES_TO_ESTIMATE_BY || this.files.size <= FILES_TO_ESTIMATE_BY) return null;
    return ((this.now() - this.startedAt) * (total - done)) / done;
  }

  /** Counts a file in, from nothing. */
  start(): FileProgress {
    if (this.files.size === 0) this.startedAt = this.now();
    const file = { ready: 0 };
    this.files.add(file);
    return file;
  }

  /** A file waits for its bytes, or no longer. */
  putAside(file: FileProgress, waits: boolean): void {
    if (waits && this.files.has(file)) this.aside.add(file);
    else this.aside.delete(file);
  }

  /** An image became ready. Returns whether it counts: not where all was cleared meanwhile. */
  step(file: FileProgress): boolean {
    const counts = this.files.has(file);
    this.advance(file, Math.min(file.ready + 1, this.imagesPerFile), counts);
    return counts;
  }

  /** A file is through, whether it succeeded or not. When all are, counting begins anew. */
  finish(file: FileProgress): void {
    if (!this.files.has(file)) return;
    this.advance(file, this.imagesPerFile);
    this.aside.delete(file);
    if (++this.through < this.files.size) return;
    this.clear();
    this.onEnd();
  }

  clear(): void {
    this.files.clear();
    this.ready = 0;
    this.aside.clear();
    this.through = 0;
  }

  private advance(file: FileProgress, to: number, counts = true): void {
    if (counts) this.ready += to - file.ready;
    file.ready = to;
  }
}
