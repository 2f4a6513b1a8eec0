import { isAbortError, XrayError } from '../image/xray-error.ts';
import { keepResults } from './kept-results.ts';
import type { LabController } from './lab-controller.ts';
import type { LiveImage } from './live-image.ts';
import { sameParameters } from './parameter-properties.ts';

/** Sees to it that images which leave the show are kept as PNG files before they are freed. */
export class ResultKeeper {
  private readonly leaving = new Map<number, Promise<void>>();
  private stop = new AbortController();

  constructor(private readonly lab: LabController) {}

  /** Keeps what `live` shows, then frees it. */
  retire(live: LiveImage): void {
    const kept = this.lab.files.get(live.entryId)?.kept;
    if (!live.wanted || !live.complete || (kept && sameParameters(kept.params, live.wanted))) {
      live.dispose();
      return;
    }
    const work: Promise<void> = this.keep(live, this.stop.signal).finally(() => {
      live.dispose();
      if (this.leaving.get(live.entryId) === work) this.leaving.delete(live.entryId);
    });
    this.leaving.set(live.entryId, work);
  }

  /** Settles when nothing more is to be kept of a file. */
  async settled(id: number): Promise<void> {
    await this.leaving.get(id);
  }

  /** Nothing is wanted any longer. */
  clear(): void {
    this.stop.abort();
    this.stop = new AbortController();
    this.leaving.clear();
  }

  private async keep(live: LiveImage, signal: AbortSignal): Promise<void> {
    try {
      const kept = await keepResults(live, signal);
      if (kept && !signal.aborted) this.lab.files.patch(live.entryId, { kept });
    } catch (error) {
      // What cannot be kept is computed again when it is wanted.
      if (!isAbortError(error) && !(error instanceof XrayError)) throw error;
    }
  }
}
