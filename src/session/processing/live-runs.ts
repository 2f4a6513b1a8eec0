import type { StageId } from '../../pipeline/standard-graph.ts';
import type { LiveImage, StageVersions } from '../files/live-image.ts';

/** So many values in a row may be overtaken before the last of their images was made: the next one is let finish. */
const MOST_OVERTAKEN = 4;

interface Run {
  /** What could be drawn before. */
  readonly before: StageVersions;
  readonly live: LiveImage;
  /** Settles when all is computed, or none of it will be. */
  readonly done: Promise<void>;
  /** Settles when something of it was drawn, or it is done. */
  readonly seen: Promise<void>;
  readonly see: () => void;
  readonly since: number;
}

/**
 * The newest computation of the image on show, and when newer parameters may take its place. While a slider moves they
 * change with every frame: they wait until something of the older ones is on the screen, which is the stage that is being
 * set, unless another is looked at. The rest of the chain is then dropped, but now and then let follow.
 */
export class LiveRuns {
  private newest: Run | null = null;
  private overtaken = 0;

  /** @param patience how long a computation may keep newer parameters waiting, in milliseconds */
  constructor(private readonly patience: number) {}

  /** Whether something is being computed. */
  get busy(): boolean {
    return this.newest !== null;
  }

  /** Settles when newer parameters may be computed with. */
  async turn(): Promise<void> {
    const { newest } = this;
    if (!newest) return;
    const { done, seen, since } = newest;
    await Promise.race([
      this.overtaken < MOST_OVERTAKEN ? seen : done,
      after(since + this.patience - performance.now()),
    ]);
  }

  /** `work` on `live` begins. */
  begin(live: LiveImage, work: Promise<void>): Promise<void> {
    let see = (): void => undefined;
    const first = new Promise<void>((resolve) => (see = resolve));
    const end = (): void => {
      if (this.newest === run) this.newest = null;
    };
    const done = work.then(end, end);
    const run: Run = {
      before: live.versions,
      live,
      done,
      seen: Promise.race([done, first]),
      see,
      since: performance.now(),
    };
    this.overtaken = this.newest ? this.overtaken + 1 : 0;
    this.newest = run;
    return work;
  }

  /** A stage of `live` was drawn. */
  drawn(live: LiveImage, stage: StageId): void {
    const { newest } = this;
    if (newest?.live === live && live.versions[stage] > newest.before[stage]) newest.see();
  }
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
