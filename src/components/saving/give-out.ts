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
  /** The dialog for a folder was opened or closed. */
  readonly onPicked: () => void;
}

/** Gives results to the reader: as downloads, on the clipboard, in a folder. Failures are told to them. */
export class GiveOut {
  private picking = false;
  private asking = new AbortController();

  constructor(private readonly needs: GiveOutNeeds) {}

  /** What the browser is being asked for is not wanted any longer. */
  abort(): void {
    this.asking.abort();
    this.asking = new AbortController();
  }

  /** Downloads the archive of all results, unless one is being made. */
  async saveZip(): Promise<void> {
    if (this.needs.exports.progress === null) await this.download();
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

  /** Has the reader pick a folder to save into. To be called while a person's action is handled. */
  async chooseFolder(): Promise<void> {
    const { folder, mayExport, notify, view, onPicked } = this.needs;
    if (folder.isOpen || this.picking) return;
    this.picking = true;
    try {
      const directory = await unlessAborted(pickDirectory(view()), this.asking.signal);
      if (mayExport({ kind: 'folder', name: directory.name, files: async () => [] })) folder.open(directory);
    } catch (error) {
      if (!isAbortError(error)) notify(pickFailure(error));
    } finally {
      this.picking = false;
      onPicked();
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
