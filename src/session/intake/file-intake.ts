import type { PipelineParams } from '../../pipeline/params.ts';
import { asXrayError } from '../as-xray-error.ts';
import { sift, unreadableError, type Brought } from './brought-files.ts';
import { isSameOrigin } from './fetch-image.ts';
import type { LabController } from '../session.ts';
import { readSetting, sortBrought } from './manifest-intake.ts';
import type { Messages } from '../../components/words/messages.ts';
import type { FileLimits } from '../processing/open-file.ts';

/** What the intake asks of its element. */
export interface IntakeHost {
  readonly limits: FileLimits;
  readonly manual: boolean;
  readonly noControls: boolean;
  readonly sample: string;
  readonly isConnected: boolean;
  readonly words: Messages;
}

export interface IntakeOptions {
  /** Whether the reader may bring nothing now. */
  readonly isClosed: () => boolean;
  /** Takes the parameters that a manifest sets. */
  readonly onSetting: (params: PipelineParams) => void;
}

/** Takes what the reader brings: images to process, folders of them, and manifests that set parameters. */
export class FileIntake {
  private nextSample = 0;

  constructor(
    private readonly host: IntakeHost,
    private readonly lab: LabController,
    private readonly options: IntakeOptions,
  ) {}

  /** Addresses of the samples, of the same origin only. */
  get samples(): string[] {
    return this.host.sample.split(/\s+/).filter((url) => url !== '' && isSameOrigin(url));
  }

  async take(files: readonly File[]): Promise<void> {
    const { host, lab } = this;
    if (this.options.isClosed()) return;
    // Parameters that the reader cannot see or change are the host page's.
    const { images, manifests } = host.noControls ? { images: files, manifests: [] } : await sortBrought(files);
    for (const manifest of manifests) await this.takeSetting(manifest);
    // Reading takes its time.
    if (!host.isConnected) return;
    if (images.length > 0) await (host.manual ? lab.hold(images) : lab.process(images));
  }

  /** Folders and all. */
  async takeBrought(bringing: Brought | Promise<Brought>): Promise<void> {
    const { host, lab } = this;
    const brought = await lab.track(Promise.resolve(bringing));
    if (!host.isConnected) return;
    const { files, note } = sift(brought, host.limits.accept);
    lab.tellNote(note);
    if (brought.unreadable.length > 0) lab.notify(unreadableError(brought.unreadable));
    await this.take(files);
  }

  /** One sample after the other. */
  async takeSample(): Promise<void> {
    const { samples } = this;
    const url = samples[this.nextSample++ % samples.length];
    const file = url ? await this.lab.loader.load(url) : null;
    if (file) await this.take([file]);
  }

  /** The image that the element's markup names. */
  async takeFirst(url: string): Promise<void> {
    const file = await this.lab.loader.loadFirst(url);
    if (file) await this.take([file]);
  }

  private async takeSetting(manifest: File): Promise<void> {
    const { host, lab } = this;
    try {
      const { params, sets } = await lab.track(readSetting(manifest));
      this.options.onSetting(params);
      lab.announce(host.words.announceSetting(manifest.name, sets));
    } catch (error) {
      lab.notify(asXrayError(error, manifest.name), manifest);
    }
  }
}
