/** Results that are about to be given out. */
export interface ExportOffer {
  readonly kind: 'zip' | 'png' | 'copy' | 'folder';
  readonly name: string;
  /** What would be saved, for those who do something else with it; nothing for a folder, which is filled as results come. */
  readonly files: () => Promise<File[]>;
}

/** Asks the session's host; false stops the export. */
export type MayExport = (offer: ExportOffer) => boolean;
