import type { ReactiveController } from 'lit';
import { isAbortError, XrayError } from '../../base/xray-error.ts';
import { asXrayError } from '../as-xray-error.ts';
import { foldersCanBeWritten, pickDirectory } from '../../components/saving/directory-picker.ts';
import type { FileEntry } from '../files/file-entry.ts';
import { FolderSession } from './folder-contents.ts';
import type { LabController, LabHost } from '../session.ts';
import { emit } from '../../components/lab/lab-events.ts';

/** How far the results are in the folder. */
export interface FolderProgress {
  readonly folder: string;
  readonly written: number;
  readonly total: number;
  readonly failed: number;
}

/** How many images may be in the folder and not in its manifest while more are written. */
const MOST_UNLISTED = 25;

/** How long a result that follows a slider must have stayed the same. */
const QUIET_MS = 1000;

/** What ends the saving: every further file would meet it too. */
const FINAL = ['NotAllowedError', 'NotFoundError', 'SecurityError', 'InvalidStateError'];

/** Writes results into a folder that the reader picked: those there are, then each as soon as it is made. */
export class FolderSaver implements ReactiveController {
  private session: FolderSession | null = null;
  private picking = false;
  /** How many runs of writing there are; one, or two where a folder follows a stopped one. */
  private runs = 0;
  private readonly changes = new Map<number, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly host: LabHost,
    private readonly lab: LabController,
  ) {
    host.addController(this);
  }

  get available(): boolean {
    return foldersCanBeWritten();
  }

  /** Whether images or the manifest that lists them are still on their way. */
  get writing(): boolean {
    return this.runs > 0;
  }

  /** Null while no folder is picked. */
  get progress(): FolderProgress | null {
    const { session } = this;
    if (!session) return null;
    const entries = this.lab.files.all.filter(({ state: { kind } }) => kind !== 'failed' && kind !== 'cancelled');
    const count = (has: (id: number) => boolean): number => entries.filter(({ id }) => has(id)).length;
    return {
      folder: session.name,
      written: count((id) => session.has(id)),
      total: entries.length,
      failed: count((id) => session.failed.has(id)),
    };
  }

  hostUpdated(): void {
    // With the last file of a batch, written or failed, the manifest is made whole.
    if (this.session?.stale && !this.lab.processing) this.start(this.session);
  }

  /** To be called while a person's action is handled. Failures are told to them. */
  async choose(): Promise<void> {
    if (this.session || this.picking) return;
    this.picking = true;
    try {
      const directory = await pickDirectory();
      if (!emit(this.host, 'xray-before-export', { kind: 'folder', name: directory.name, files: async () => [] }))
        return;
      this.session = new FolderSession(directory, this.host.naming);
      for (const { id } of this.lab.withResults) this.session.queue.add(id);
      this.start(this.session);
    } catch (error) {
      if (!isAbortError(error)) this.lab.notify(pickFailure(error));
    } finally {
      this.picking = false;
      this.host.requestUpdate();
    }
  }

  /** A file's results are there, or there anew. */
  resultMade(id: number): void {
    const { session } = this;
    if (!session) return;
    clearTimeout(this.changes.get(id));
    const write = (): void => {
      this.changes.delete(id);
      session.queue.add(id);
      this.start(session);
    };
    // What was written before changes with a slider, many times a second.
    if (session.has(id)) this.changes.set(id, setTimeout(write, QUIET_MS));
    else write();
  }

  /** Ends the saving: the manifest is made whole, what is not written yet stays unwritten. */
  stop(): void {
    const { session } = this;
    if (!session) return;
    this.session = null;
    for (const timer of this.changes.values()) clearTimeout(timer);
    this.changes.clear();
    session.queue.clear();
    session.ending.abort();
    this.start(session);
    this.host.requestUpdate();
  }

  /** Begins to write what there is to write; what comes meanwhile is written too. */
  private start(session: FolderSession): void {
    if (session.running) return;
    session.running = true;
    this.runs++;
    void this.lab.track(this.run(session)).finally(() => {
      session.running = false;
      this.runs--;
      this.host.requestUpdate();
    });
  }

  private async run(session: FolderSession): Promise<void> {
    let unlisted = 0;
    do {
      for (const id of session.queue) {
        session.queue.delete(id);
        await this.write(session, id);
        this.host.requestUpdate();
        if (++unlisted % MOST_UNLISTED === 0) await this.writeManifest(session);
      }
      if (session.stale && (!this.lab.processing || session !== this.session)) await this.writeManifest(session);
    } while (session.queue.size > 0);
  }

  private async write(session: FolderSession, id: number): Promise<void> {
    const entry = this.lab.files.get(id);
    // Of one whose results are being made again, what there was is written first.
    if (!entry || !this.lab.access.resultOf(entry)) return;
    const source = this.lab.access.snapshot(entry);
    if (session.isCurrent(id, source.parameters)) return;
    try {
      await session.write(entry, source);
      this.lab.saved.add(id, source.parameters);
    } catch (error) {
      this.failed(session, entry, error);
    } finally {
      await source.dispose();
    }
  }

  private async writeManifest(session: FolderSession): Promise<void> {
    try {
      await session.writeManifest();
    } catch (error) {
      this.failed(session, null, error);
    }
  }

  private failed(session: FolderSession, entry: FileEntry | null, error: unknown): void {
    if (isAbortError(error)) return;
    if (entry) session.failed.add(entry.id);
    const told = asXrayError(error, entry?.name ?? session.name);
    this.lab.notify(told);
    if (told.cause instanceof DOMException && FINAL.includes(told.cause.name)) {
      session.stale = false;
      if (session === this.session) this.stop();
    }
  }
}

function pickFailure(cause: unknown): XrayError {
  return new XrayError('export-failed', 'The folder could not be opened for writing.', {
    hint: 'Choose another folder, or download the ZIP.',
    cause,
  });
}
