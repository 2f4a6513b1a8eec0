import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { loadPart } from '../../base/load-part.ts';
import { XrayError } from '../../base/xray-error.ts';

export interface LaterPartOptions<Part> {
  /** Imports it, and makes it ready. */
  readonly load: () => Promise<Part>;
  /** It is waited for, and could not be loaded. */
  readonly missing: (error: XrayError) => void;
}

/**
 * A part of the element that the first paint does without: it is loaded after that, and waited for when it is wanted. What
 * loads it may not wait for the host's `updateComplete`, which waits for it.
 */
export class LaterPart<Part> implements ReactiveController {
  /** Null until it has come. */
  part: Part | null = null;
  /** Whether it was wanted, and could not be loaded. */
  isMissing = false;
  private loading: Promise<void> | null = null;
  private lastOccasion: unknown = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly options: LaterPartOptions<Part>,
  ) {
    host.addController(this);
  }

  /** After the first paint, not before. */
  hostUpdated(): void {
    if (!this.loading) this.want(null);
  }

  /** For what is to be shown now, known by `occasion`; null where it has not come: the host is rendered when it has. */
  for(occasion: unknown): Part | null {
    this.want(occasion);
    return this.part;
  }

  /** Settles when it has come, or could not; null where nobody waits for it. */
  get awaited(): Promise<void> | null {
    return this.part === null && this.lastOccasion !== null ? this.loading : null;
  }

  /** Settles when it has come, or cannot: for who can do without. */
  async loaded(): Promise<void> {
    if (this.part === null) this.want(this.lastOccasion);
    await this.loading;
  }

  /** Where it could not be loaded, it is tried again with the next occasion. */
  private want(occasion: unknown): void {
    if (this.loading !== null && (this.part !== null || this.lastOccasion === occasion)) return;
    this.lastOccasion = occasion;
    this.loading = this.load(occasion !== null);
  }

  /** @param tells whether somebody waits for it, and is to know that it could not be loaded */
  private async load(tells: boolean): Promise<void> {
    const { load, missing } = this.options;
    try {
      this.part = await loadPart('engine-unavailable', load);
      this.isMissing = false;
      this.host.requestUpdate();
    } catch (error) {
      if (!(error instanceof XrayError)) throw error;
      if (!tells) return;
      this.isMissing = true;
      missing(error);
    }
  }
}
