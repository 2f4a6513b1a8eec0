/** What a file may be. */
export interface FileLimits {
  /** Bytes; what each format may have unless told. */
  readonly maxFileSize?: number;
  /** Width × height. */
  readonly maxPixels: number;
  /** MIME types, separated by commas. */
  readonly accept: string;
}

/** For PNGs of a session's own making: limits are for files that come from outside. */
export const NO_LIMITS = { maxFileSize: Infinity, maxPixels: Infinity };
