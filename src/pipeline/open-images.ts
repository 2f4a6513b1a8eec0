import { abortError, throwIfAborted } from '../base/xray-error.ts';
import { isInFile, type ImageInFile } from '../image/image-in-file.ts';
import { assertRasterImage, type RasterImage } from '../image/raster-image.ts';

interface Disposable {
  dispose(): void;
}

/** How an engine opens an image. */
export interface Opening<Image extends Disposable, Source> {
  /** Refuses an image before any work is done on it. */
  check?(): void;
  /** The image as the engine takes it: in 8 bits a sample, or in its file. @throws AbortError */
  reduce(): Promise<Source>;
  /** @param onDispose to be called when the image is disposed of */
  create(image: Source, onDispose: () => void): Image;
  /** Brings the samples to where they are computed with. */
  fill(opened: Image): Promise<void>;
}

/** The images that an engine has open: what every engine does alike when it opens one and when it goes. */
export class OpenImages<Image extends Disposable> {
  private readonly images = new Set<Image>();
  private disposed = false;

  /** @throws AbortError, also once all were disposed of; XrayError for what is no image. */
  async open<Opened extends Image, Source>(
    image: RasterImage | ImageInFile,
    signal: AbortSignal | undefined,
    opening: Opening<Opened, Source>,
  ): Promise<Opened> {
    this.assertOpen();
    if (!isInFile(image)) assertRasterImage(image);
    throwIfAborted(signal);
    opening.check?.();
    const reduced = await opening.reduce();
    throwIfAborted(signal);
    this.assertOpen();
    const onDispose = (): void => void this.images.delete(opened);
    const opened: Opened = opening.create(reduced, onDispose);
    this.images.add(opened);
    try {
      await opening.fill(opened);
    } catch (error) {
      opened.dispose();
      throw error;
    }
    return opened;
  }

  /** Disposes of them all; none can be opened any more. False when that was done before. */
  dispose(): boolean {
    if (this.disposed) return false;
    this.disposed = true;
    for (const image of [...this.images]) image.dispose();
    return true;
  }

  private assertOpen(): void {
    if (this.disposed) throw abortError('The engine was disposed of.');
  }
}
