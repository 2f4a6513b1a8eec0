// @ts-check

const QUALITY = 0.8;

/** A PNG as WebP, by the browser's own encoder. @param {import('playwright-core').Page} page any @param {Buffer} png */
export async function toWebp(page, png) {
  const base64 = await page.evaluate(
    async ([data, quality]) => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', quality).split(',')[1];
    },
    /** @type {const} */ ([png.toString('base64'), QUALITY]),
  );
  return Buffer.from(base64, 'base64');
}
