import { SILENCE_MS, type Listening } from '../../base/listen-to.ts';
import { unlessAborted, untilEnded } from '../../base/unless-aborted.ts';
import { isAbortError } from '../../base/xray-error.ts';
import { asXrayError } from '../as-xray-error.ts';
import type { FileLimits } from '../file-limits.ts';
import type { Notify } from '../notices.ts';
import type { Clock } from '../patience.ts';
import type { RehearsingEngines } from '../processing/rehearsal.ts';
import type { Tell } from '../reports.ts';
import type { Track } from '../work-count.ts';
import { addressError, sift, unreadableError, type Brought, type FolderNote } from './brought-files.ts';
import type { ImageLoader } from './image-loader.ts';
import type { MeasuredImage } from '../../measure/measured-image.ts';
import { readMeasurements, readSetting, sortFiles } from './manifest-intake.ts';
import { namelessImages } from './nameless-images.ts';

/** What the intake goes by. */
export interface IntakeSettings {
  readonly limits: FileLimits;
  readonly manual: boolean;
  readonly takesSettings: boolean;
  readonly closed: boolean;
  readonly attended: boolean;
  readonly samples: readonly string[];
}

/** What the intake needs of its surroundings. */
export interface FileIntakeNeeds extends Clock {
  readonly settings: IntakeSettings;
  readonly loader: Pick<ImageLoader, 'load' | 'loadFirst'>;
  /** Takes frames of files, by their SHA-256. */
  readonly frames: { expect(frames: ReadonlyMap<string, number>): Promise<void> };
  /** Takes what was measured before. */
  readonly measurements: { bring(images: readonly MeasuredImage[]): void };
  readonly engines: () => RehearsingEngines & { ready(): Promise<void> };
  /** Processes images. */
  readonly process: (images: readonly File[]) => Promise<void>;
  /** Lists images without processing them. */
  readonly list: (images: readonly File[]) => Promise<void>;
  readonly track: Track;
  readonly notify: Notify;
  readonly tell: Tell;
}

/** Takes what the reader brings: images to process, folders of them, and manifests that set parameters. */
export class FileIntake {
  /** What is to be said of files that were brought and are not in the list. */
  note: FolderNote | null = null;
  /** What engines do that have come up, once, as long as no file was brought; nothing unless a host gives something. */
  rehearse: ((engines: RehearsingEngines, signal: AbortSignal) => Promise<void>) | null = null;
  private nextSample = 0;
  private reading = new AbortController();
  /** Aborted when files are brought. */
  private readonly rehearsal = new AbortController();

  constructor(private readonly needs: FileIntakeNeeds) {}

  /** What is still being read is not wanted any longer. */
  abort(): void {
    this.reading.abort();
    this.reading = new AbortController();
  }

  /** Files are about to be chosen: what computes comes up meanwhile. That it cannot is told when a file wants it. */
  expect(): void {
    const { engines, settings } = this.needs;
    if (!settings.attended || settings.manual || settings.closed) return;
    const expecting = engines();
    const { signal } = this.rehearsal;
    expecting
      .ready()
      .then(() => {
        const { rehearse } = this;
        this.rehearse = null;
        return signal.aborted ? undefined : rehearse?.(expecting, signal);
      })
      .catch(() => undefined);
  }

  take(files: readonly File[]): Promise<void> {
    this.rehearsal.abort();
    return untilEnded(this.sortAndTake(files, this.reading.signal));
  }

  private async sortAndTake(files: readonly File[], signal: AbortSignal): Promise<void> {
    const { after, settings, process, list } = this.needs;
    if (settings.closed) return;
    const listening = { signal, patience: SILENCE_MS, after };
    // Parameters that the reader cannot see or change are the host's.
    const { images, manifests } = settings.takesSettings
      ? await sortFiles(files, listening)
      : { images: files, manifests: [] };
    for (const manifest of manifests) await this.takeSetting(manifest, listening);
    // Reading takes its time.
    if (!settings.attended || signal.aborted) return;
    if (images.length > 0) await (settings.manual ? list(images) : process(images));
  }

  /** Folders and all. */
  takeBrought(bringing: Brought | Promise<Brought>): Promise<void> {
    return untilEnded(this.siftAndTake(bringing));
  }

  private async siftAndTake(bringing: Brought | Promise<Brought>): Promise<void> {
    const { settings, track, notify, after } = this.needs;
    const { signal } = this.reading;
    this.rehearsal.abort();
    const brought = await track(unlessAborted(Promise.resolve(bringing), signal));
    // It may have been given up when it was there.
    if (!settings.attended || signal.aborted) return;
    const { accept } = settings.limits;
    const known = await track(namelessImages(brought, accept, { signal, after }));
    if (!settings.attended || signal.aborted) return;
    const { files, note } = sift(brought, accept, known);
    this.setNote(note);
    if (brought.unreadable.length > 0) notify(unreadableError(brought.unreadable));
    await this.sortAndTake(files, signal);
  }

  /** An address was brought in a file's place: only what the host names is fetched. */
  refuseAddress(): void {
    const { settings, notify } = this.needs;
    if (!settings.closed) notify(addressError());
  }

  dismissNote(): void {
    this.setNote(null);
  }

  /** One sample after the other. */
  async takeSample(): Promise<void> {
    const { settings, loader } = this.needs;
    this.expect();
    const { samples } = settings;
    const url = samples[this.nextSample++ % samples.length];
    if (url) await this.takeLoaded(loader.load(url));
  }

  /** The image that the host names. */
  async takeFirst(url: string): Promise<void> {
    await this.takeLoaded(this.needs.loader.loadFirst(url));
  }

  /** What is given up when it is there already is not taken either. */
  private async takeLoaded(loading: Promise<File | null>): Promise<void> {
    const { signal } = this.reading;
    const file = await loading;
    this.rehearsal.abort();
    if (file && !signal.aborted) await untilEnded(this.sortAndTake([file], signal));
  }

  private setNote(note: FolderNote | null): void {
    this.note = note;
    this.needs.tell({ kind: 'changed' });
  }

  private async takeSetting(manifest: File, listening: Listening): Promise<void> {
    const { frames: shown, measurements, track, notify, tell } = this.needs;
    try {
      const measured = await track(readMeasurements(manifest, listening));
      if (measured) {
        measurements.bring(measured);
        return tell({ kind: 'measurements', name: manifest.name });
      }
      const { params, sets, frames } = await track(readSetting(manifest, listening));
      if (frames.size > 0) await shown.expect(frames);
      tell({ kind: 'setting', name: manifest.name, params, sets });
    } catch (error) {
      if (!isAbortError(error)) notify(asXrayError(error, manifest.name), manifest);
    }
  }
}
