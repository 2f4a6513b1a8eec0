import type { Browser } from 'playwright-core';
import type { ChosenFile } from './lab-page.ts';

/** A JPEG of 120 × 80 in colour, of the browser's own making. */
export async function jpegFile(browser: Browser): Promise<ChosenFile> {
  const page = await browser.newPage();
  const url = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 120, height: 80 });
    const context = canvas.getContext('2d');
    if (!context) throw new Error('This browser has no 2D canvas.');
    for (let x = 0; x < 120; x += 7) {
      context.fillStyle = `hsl(${x * 3} 70% ${20 + ((x * 5) % 60)}%)`;
      context.fillRect(x, (x * 3) % 40, 9, 40);
    }
    return canvas.toDataURL('image/jpeg', 0.9);
  });
  await page.close();
  return { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(url.slice(url.indexOf(',') + 1), 'base64') };
}
