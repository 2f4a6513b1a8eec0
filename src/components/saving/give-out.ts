import { unlessAborted } from '../../base/unless-aborted.ts';
import { isAbortError, XrayError } from '../../base/xray-error.ts';
import type { RasterImage } from '../../image/raster-image.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import type { FileEntry } from '../../session/files/file-entry.ts';
import type { Notify } from '../../session/notices.ts';
import type { MayExport } from '../../session/saving/export-offer.ts';
import type { FolderSaver } from '../../session/saving/folder-saver.ts';
import type { ResultExport, TakeFile } from '../../session/saving/result-export.ts';
import type { Track } from '../../session/work-count.ts';
import type { SaveAnswer } from '../part/part-events.ts';
import { copyPng } from './copy-png.ts';
import { pickDirectory } from './directory-picker.ts';
import { saveBlob } from './save-blob.ts';

/** What giving out needs of its surroundings. */
export interface GiveOutNeeds {
  readonly exports: Pick<ResultExport, 'progress' | 'annotated' | 'zip' | 'png' | 'copy' | 'tellFailure'>;
  readonly folder: Pick<FolderSaver, 'open' | 'isOpen'>;
  readonly mayExport: MayExport;
  readonly track: Track;
  /** The window in which the reader acts. */
  readonly view: () => Window & typeof globalThis;
  readonly notify: Notify;
  /** Of files, how many were made with other parameters than are set, and how many have results. */
  readonly made: () => Made;
  /** Processes again what was made with other parameters. */
  readonly redo: () => Promise<void>;
  /** What the reader is asked is another. */
  readonly onChange: () => void;
}

/** With which parameters results were made: `outdated` with others than are set, of `all`. */
export interface Made {
  readonly outdated: number;
  readonly all: number;
}

/** Gives results to the reader: as downloads, on the clipboard, in a folder. Failures are told to them. */
export class GiveOut {
  private picking = false;
  /** What the reader is to decide about first: results of different parameters, in an archive or a folder. */
  private undecided: 'zip' | 'folder' | null = null;
  private asking = new AbortController();

  constructor(private readonly needs: GiveOutNeeds) {}

  /** What the browser is being asked for is not wanted any longer. */
  abort(): void {
    this.undecided = null;
    this.asking.abort();
    this.asking = new AbortController();
  }

  /** What the reader is asked before results are saved that were made with different parameters; null for nothing. */
  get question(): Made | null {
    if (!this.undecided) return null;
    const made = this.needs.made();
    if (made.outdated > 0) return made;
    // Parameters that are set back leave nothing to be decided.
    this.undecided = null;
    return null;
  }

  /** Does what the reader answers. To be called while that is handled. */
  async answer(answer: SaveAnswer): Promise<void> {
    const { undecided } = this;
    const { exports, redo, onChange } = this.needs;
    this.undecided = null;
    onChange();
    if (!undecided || answer === 'cancel') return;
    const { signal } = this.asking;
    const ready = async (): Promise<boolean> => {
      if (answer === 'again') await redo();
      return !signal.aborted;
    };
    if (undecided === 'folder') await this.pick(ready);
    else if (exports.progress === null && (await ready())) await this.download();
  }

  /** Downloads the archive of all results, unless one is being made; asks first where their parameters differ. */
  async saveZip(): Promise<void> {
    if (this.needs.exports.progress === null && !this.asks('zip')) await this.download();
  }

  /** Downloads an archive of the results of `entries`, of all unless told. */
  async download(entries?: readonly FileEntry[]): Promise<void> {
    await this.orTell((exports) => exports.zip(this.save, entries));
  }

  /** Downloads one stage of the image on show. */
  async saveStage(stage: StageId): Promise<void> {
    await this.orTell((exports) => exports.png(stage, this.save));
  }

  /** Downloads a copy of one stage of the image on show, with what `draw` puts on it. */
  async saveAnnotated(stage: StageId, draw: (plane: RasterImage) => RasterImage): Promise<void> {
    await this.orTell((exports) => exports.annotated(stage, draw, this.save));
  }

  /**
   * Puts one stage of the image on show on the clipboard. To be called while a person's action is handled.
   * @returns whether it is there
   */
  async copyStage(stage: StageId): Promise<boolean> {
    const { exports, track, view } = this.needs;
    const png = exports.copy(stage);
    if (!png) return false;
    try {
      await track(unlessAborted(copyPng(png, view()), this.asking.signal));
      return true;
    } catch (error) {
      exports.tellFailure(error instanceof XrayError || isAbortError(error) ? error : copyFailure(error));
      return false;
    }
  }

  /** Has the reader pick a folder to save into; asks first where parameters differ. To be called while a person's action is handled. */
  async chooseFolder(): Promise<void> {
    if (!this.needs.folder.isOpen && !this.picking && !this.asks('folder')) await this.pick(async () => true);
  }

  private asks(to: 'zip' | 'folder'): boolean {
    const { made, onChange } = this.needs;
    if (made().outdated === 0) return false;
    this.undecided = to;
    onChange();
    return true;
  }

  /** @param ready does what is to be done before anything is written; whether that is wanted still */
  private async pick(ready: () => Promise<boolean>): Promise<void> {
    const { folder, mayExport, notify, view, onChange } = this.needs;
    this.picking = true;
    try {
      const directory = await unlessAborted(pickDirectory(view()), this.asking.signal);
      if (!mayExport({ kind: 'folder', name: directory.name, files: async () => [] })) return;
      if (await ready()) folder.open(directory);
    } catch (error) {
      if (!isAbortError(error)) notify(pickFailure(error));
    } finally {
      this.picking = false;
      onChange();
    }
  }

  private readonly save: TakeFile = (blob, name) => saveBlob(blob, name, this.needs.view());

  private async orTell(give: (exports: GiveOutNeeds['exports']) => Promise<unknown>): Promise<void> {
    const { exports } = this.needs;
    try {
      await give(exports);
    } catch (error) {
      exports.tellFailure(error);
    }
  }
}

function copyFailure(cause: unknown): XrayError {
  return new XrayError('export-failed', 'The image could not be copied.', {
    hint: 'Allow the clipboard for this page, or save the image.',
    cause,
  });
}

function pickFailure(cause: unknown): XrayError {
  return new XrayError('export-failed', 'The folder could not be opened for writing.', {
    hint: 'Choose another folder, or download the ZIP.',
    cause,
  });
}
