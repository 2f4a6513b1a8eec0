import { isBlob, isUrl, wrongArgument } from '../../base/kinds.ts';
import { isAbortError, XrayError } from '../../base/xray-error.ts';
import type { Notify } from '../notices.ts';
import type { Track } from '../work-count.ts';
import { fetchImage } from './fetch-image.ts';

/** An image, or the address of one. */
export type ImageSource = File | Blob | URL | string;

function isImageSource(value: unknown): value is ImageSource {
  return typeof value === 'string' || isBlob(value) || isUrl(value);
}

/**
 * What a script gave to be processed, one image or several.
 * @throws XrayError `unsupported-type`, reason `wrong-argument`, where anything of it is no image.
 */
export function imageSourcesIn(given: unknown): ImageSource[] {
  if (isImageSource(given)) return [given];
  const takes = 'a File, a Blob, an address, or several of them';
  const several = (given as Partial<Iterable<unknown>> | null | undefined)?.[Symbol.iterator];
  if (typeof several !== 'function') throw wrongArgument('process()', takes, given);
  return [...(given as Iterable<unknown>)].map((source) => {
    if (isImageSource(source)) return source;
    throw wrongArgument('process()', takes, source, true);
  });
}

/** What the loader asks of its surroundings. */
export interface LoaderNeeds {
  /** What addresses are relative to. */
  readonly baseAddress: () => string;
  readonly track: Track;
  readonly notify: Notify;
}

/** Fetches the images that addresses lead to: `src`, and the samples. */
export class ImageLoader {
  private readonly loading = new Set<AbortController>();
  private first: AbortController | null = null;

  constructor(private readonly needs: LoaderNeeds) {}

  /** The file at `url`; null when it cannot be had, of which the reader was told, or is no longer wanted. */
  load(url: string): Promise<File | null> {
    return this.fetch(url, new AbortController());
  }

  /**
   * Gives `sources` to `take` as files, in their order; those that cannot be had are left out, of which the reader was told;
   * none when aborted until then.
   */
  async bring(sources: readonly ImageSource[], take: (files: readonly Blob[]) => Promise<void>): Promise<void> {
    const all = new AbortController();
    this.loading.add(all);
    const files = await Promise.all(sources.map((source) => (isBlob(source) ? source : this.load(String(source)))));
    this.loading.delete(all);
    await take(all.signal.aborted ? [] : files.filter((file): file is Blob => file !== null));
  }

  /** As {@link load}; takes the place of a first image that is still being loaded. */
  loadFirst(url: string): Promise<File | null> {
    this.first?.abort();
    this.first = new AbortController();
    return this.fetch(url, this.first);
  }

  /** Nothing that is being loaded is wanted any longer. */
  abort(): void {
    for (const controller of this.loading) controller.abort();
  }

  private async fetch(url: string, controller: AbortController): Promise<File | null> {
    this.loading.add(controller);
    try {
      const file = await this.needs.track(fetchImage(url, this.needs.baseAddress(), controller.signal));
      return controller.signal.aborted ? null : file;
    } catch (error) {
      if (isAbortError(error) || controller.signal.aborted) return null;
      if (!(error instanceof XrayError)) throw error;
      this.needs.notify(error);
      return null;
    } finally {
      this.loading.delete(controller);
    }
  }
}
