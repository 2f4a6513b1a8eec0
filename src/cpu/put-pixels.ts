/** Gives `canvas` the size of the pixels (opaque RGBA, `width` a row) and shows them. */
export async function putPixels(
  canvas: HTMLCanvasElement,
  rgba: Uint8ClampedArray<ArrayBuffer>,
  width: number,
): Promise<void> {
  const image = new ImageData(rgba, width);
  const flat = canvas.getContext('2d');
  if (flat) {
    resize(canvas, image);
    flat.putImageData(image, 0, 0);
    return;
  }
  // An engine that draws on the GPU may have used the canvas before.
  const bitmapRenderer = canvas.getContext('bitmaprenderer');
  if (!bitmapRenderer) throw new TypeError('The canvas must have a "2d" or "bitmaprenderer" context, or none yet.');
  const bitmap = await createImageBitmap(image);
  resize(canvas, image);
  bitmapRenderer.transferFromImageBitmap(bitmap);
}

/** Setting a canvas's size clears it, so this is done only where it changes. */
function resize(canvas: HTMLCanvasElement, { width, height }: ImageData): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
