import type { StageSource } from '../../session/processing/stage-source.ts';

interface Asked {
  readonly source: Pick<StageSource, 'sample'>;
  readonly x: number;
  readonly y: number;
}

/** The sample of one pixel, asked of where it lies: one question at a time, so that a pointer on its way leaves none behind it. */
export class PixelSample {
  private asking: Asked['source'] | null = null;
  private known: (Asked & { readonly sample: number }) | null = null;

  constructor(private readonly onRead: () => void) {}

  /** Null while it is not known; `onRead` is called when it, or another pixel's, is. */
  at(source: Asked['source'], x: number, y: number): number | null {
    const { known } = this;
    if (known?.source === source && known.x === x && known.y === y) return known.sample;
    if (this.asking !== source) void this.ask({ source, x, y });
    return null;
  }

  /** Keeps nothing of an image. */
  forget(): void {
    this.known = null;
  }

  private async ask(asked: Asked): Promise<void> {
    const { source, x, y } = asked;
    this.asking = source;
    const sample = await source.sample(x, y);
    if (this.asking !== source) return;
    this.asking = null;
    if (sample === null) return;
    this.known = { ...asked, sample };
    this.onRead();
  }
}
