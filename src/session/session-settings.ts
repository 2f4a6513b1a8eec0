import type { BackendChoice } from '../engines/engine-supply.ts';
import type { Naming } from '../export/result-names.ts';
import type { FileLimits } from './file-limits.ts';

/** What a session goes by, as its host sets it. Read when it counts, so that what is set meanwhile holds. */
export interface SessionSettings {
  readonly backend: BackendChoice;
  readonly limits: FileLimits;
  readonly naming: Naming;
  /** What a Blob without a name is called. */
  readonly unnamed: string;
  /** Whether files that are brought wait for a word. */
  readonly manual: boolean;
  /** Whether manifests that are brought set the parameters. */
  readonly takesSettings: boolean;
  /** Whether results are given out as soon as their batch is finished. */
  readonly autoSave: boolean;
  /** Whether anything may be brought now. */
  readonly closed: boolean;
  /** Whether anybody is there to whom files are brought; what was still being read when they left is dropped. */
  readonly attended: boolean;
  /** Addresses of samples. */
  readonly samples: readonly string[];
  /** What addresses are relative to. */
  readonly baseAddress: string;
}
