import { afterEach, expect, it } from 'vitest';
import { LabPage } from './support/lab-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { servePage } from './support/served-page.ts';

/** What DevTools tell of a drag. */
interface DragData {
  readonly items: { readonly mimeType: string; readonly data: string }[];
  readonly dragOperationsMask: number;
}

const served = servePage();
let lab: LabPage;

afterEach(() => lab.close());

it('gives a drag by hand a PNG of the image’s own pixels, under the page’s own policy, and takes none back', async () => {
  lab = await LabPage.open(served.browser, `${served.url}?backend=cpu`);
  const { page } = lab;
  await lab.choose(pngFile('hand.png', radiograph(900, 700, 1)));
  await lab.waitForResults(1);
  const made = await page.evaluateHandle(() => {
    const names: string[] = [];
    window.File = class extends File {
      constructor(...[bits, name, options]: ConstructorParameters<typeof File>) {
        super(bits, name, options);
        names.push(name);
      }
    };
    return names;
  });
  const canvas = page.locator('xray-stage-figure canvas').last();
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  if (!box) throw new Error('The figure is not seen.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];

  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Input.setInterceptDrags', { enabled: true });
  const begun = new Promise<DragData>((resolve) => devTools.on('Input.dragIntercepted', ({ data }) => resolve(data)));
  const mouse = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', by: number): Promise<unknown> =>
    devTools.send('Input.dispatchMouseEvent', {
      type,
      x: x + by,
      y: y + by,
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: 1,
    });
  await mouse('mousePressed', 0);
  // A hand takes longer for it than a script.
  await page.waitForFunction((names) => names.includes('hand_edges.png'), made);
  await mouse('mouseMoved', 10);
  await mouse('mouseMoved', 30);
  const data = await begun;
  expect(data.items.map(({ mimeType, data: text }) => [mimeType, text.replace(/blob:.*/, 'blob')])).toEqual([
    ['text/plain', 'hand_edges.png'],
    ['downloadurl', 'image/png:hand_edges.png:blob'],
  ]);
  expect(data.dragOperationsMask).toBe(1);

  // On the element itself: nothing is added, and nothing is opened.
  const address = page.url();
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devTools.send('Input.dispatchDragEvent', { type, x: x - 100, y: y - 50, data });
  await mouse('mouseReleased', 30);
  await page.getByRole('button', { name: 'Open Grayscale' }).waitFor();
  expect(await page.evaluate(() => document.querySelector('xray-lab')?.results.length)).toBe(1);
  expect(page.url()).toBe(address);
  expect(lab.problems).toEqual([]);
});
