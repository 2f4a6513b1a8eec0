import type { After } from '../base/listen-to.ts';
import type { createEngine } from '../engines/create-engine.ts';
import type { FileEntry } from './files/file-entry.ts';
import type { LookAt } from './processing/batches.ts';
import type { ShownImageOptions } from './processing/shown-image.ts';
import type { MayExport } from './saving/export-offer.ts';

/** What a session's host does for it; without one, nothing. */
export interface SessionHooks {
  readonly lookAt?: LookAt;
  /** Gives out the results of a batch that is finished; tells of failures itself. */
  readonly save?: (entries: readonly FileEntry[]) => Promise<void>;
  readonly mayExport?: MayExport;
  readonly soon?: ShownImageOptions['soon'];
  /** How long what is waited for may take, in milliseconds; replaced in tests. */
  readonly patience?: number;
  readonly quiet?: number;
  /** Replaced in tests. */
  readonly after?: After;
  /** Replaced in tests. */
  readonly createEngine?: typeof createEngine;
}
