import type { LitElement } from 'lit';
import type { XrayError } from '../../base/xray-error.ts';
import type { FilesView } from '../files/files-view.ts';
import type { ImageView } from '../image/image-view.ts';
import { LaterPart } from '../part/later-part.ts';

/** What the element needs when there are files, and the first paint does without. */
export class LaterParts {
  readonly image: LaterPart<ImageView>;
  readonly files: LaterPart<FilesView>;

  constructor(host: LitElement, missing: (error: XrayError) => void) {
    this.image = new LaterPart(host, {
      load: async () => (await import('../image/image-view.ts')).createImageView(host),
      missing,
    });
    this.files = new LaterPart(host, {
      load: async () => (await import('../files/files-view.ts')).createFilesView(),
      missing,
    });
  }

  /** Settles when what is waited for has come, or could not; to whether anything was. */
  async come(): Promise<boolean> {
    const awaited = [this.image.awaited, this.files.awaited].filter((one) => one !== null);
    await Promise.all(awaited);
    return awaited.length > 0;
  }
}
