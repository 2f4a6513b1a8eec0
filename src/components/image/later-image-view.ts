import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { loadPart } from '../../base/load-part.ts';
import { XrayError } from '../../base/xray-error.ts';
import type { FileEntry } from '../../session/files/file-entry.ts';
import type { ImageView } from './image-view.ts';

/** The view of an image, which is loaded when there is something to be seen. */
export class LaterImageView implements ReactiveController {
  /** Null until it has come. */
  view: ImageView | null = null;
  private loading: Promise<void> | null = null;
  private lastOccasion: unknown = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly missing: (error: XrayError) => void,
  ) {
    host.addController(this);
  }

  /** After the first paint, not before. */
  hostUpdated(): void {
    if (!this.loading) void this.want(null);
  }

  /** For the image `selected`; null where there is none, or it has not come: the host is rendered when it has. */
  of(selected: Pick<FileEntry, 'facts' | 'id'> | null): ImageView | null {
    if (!selected?.facts) return null;
    void this.want(selected.id);
    return this.view;
  }

  /**
   * Asks for it, so that the host is rendered with it; where it could not be loaded, again with the next `occasion`. Settles
   * when it has come, or could not.
   */
  want(occasion: unknown): Promise<void> {
    if (this.loading === null || (this.view === null && this.lastOccasion !== occasion)) {
      this.lastOccasion = occasion;
      this.loading = this.load(occasion !== null);
    }
    return this.loading;
  }

  /** @param tells whether somebody waits for it, and is to know that it could not be loaded */
  private async load(tells: boolean): Promise<void> {
    try {
      const { createImageView } = await loadPart('engine-unavailable', () => import('./image-view.ts'));
      this.view = createImageView();
      this.host.requestUpdate();
    } catch (error) {
      if (!(error instanceof XrayError)) throw error;
      if (tells) this.missing(error);
    }
  }
}
