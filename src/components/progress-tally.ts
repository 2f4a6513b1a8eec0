/** How many images of the files at work are ready: what the progress bar and `xray-progress` tell. */
export class ProgressTally {
  private readonly ready = new Map<number, number>();

  constructor(private readonly imagesPerFile: number) {}

  get done(): number {
    let sum = 0;
    for (const count of this.ready.values()) sum += count;
    return sum;
  }

  get total(): number {
    return this.ready.size * this.imagesPerFile;
  }

  /** Counts a file in, from nothing. */
  start(id: number): void {
    this.ready.set(id, 0);
  }

  step(id: number): void {
    const count = this.ready.get(id);
    if (count !== undefined) this.ready.set(id, Math.min(count + 1, this.imagesPerFile));
  }

  /** A file is through, whether it succeeded or not. */
  finish(id: number): void {
    if (this.ready.has(id)) this.ready.set(id, this.imagesPerFile);
  }

  clear(): void {
    this.ready.clear();
  }
}
