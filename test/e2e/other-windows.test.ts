import type { Page } from 'playwright-core';
import { afterEach, expect, it } from 'vitest';
import { LabPage, savedDownload } from './support/lab-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { openArchive } from './support/results-archive.ts';
import { servePage } from './support/served-page.ts';

const served = servePage();
let lab: LabPage;

afterEach(async () => {
  await lab.close();
});

/** Chromium's own, which TypeScript does not know. */
interface WithPictureInPicture {
  readonly documentPictureInPicture: { requestWindow(size: { width: number; height: number }): Promise<Window> };
}

/** Moves the element to a window of its own, and back before that closes, as docs/embedding.md has it. */
async function popOut(picture: boolean): Promise<Page> {
  const { page } = lab;
  await page.evaluate((asPicture) => {
    const size = { width: 1200, height: 800 };
    const open = async (): Promise<void> => {
      const view = asPicture
        ? await (window as unknown as WithPictureInPicture).documentPictureInPicture.requestWindow(size)
        : window.open('', '', `width=${size.width},height=${size.height}`);
      const element = document.querySelector('xray-lab');
      const home = element?.parentElement;
      if (!view || !element || !home) throw new Error('There is no element to move, or no window for it.');
      view.document.body.append(element);
      view.addEventListener('pagehide', () => home.append(element), { once: true });
    };
    const button = Object.assign(document.createElement('button'), { textContent: 'Pop out' });
    // Browsers open windows for a person only.
    button.addEventListener('click', () => void open());
    document.body.prepend(button);
  }, picture);
  const opened = page.context().waitForEvent('page');
  await lab.button('Pop out').click();
  return opened;
}

/** How large the picture on the clipboard is. */
const copied = (view: Page): Promise<[number, number]> =>
  view.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const { width, height } = await createImageBitmap(await item.getType('image/png'));
    return [width, height];
  });

it.each([
  ['Document Picture-in-Picture', true],
  ['a window that its page opened', false],
])(
  'in %s the element has its styles, processes, reads values, copies and saves, and comes back',
  async (_, picture) => {
    lab = await LabPage.open(served.browser, `${served.url}?backend=cpu`);
    const { page, problems } = lab;
    await page
      .context()
      .grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(served.url).origin });
    await lab.choose(pngFile('one.png', radiograph(60, 40, 1)));
    await lab.waitForResults(1);
    const view = await popOut(picture);
    view.on('pageerror', ({ message }) => problems.push(message));
    const button = (name: string): ReturnType<Page['getByRole']> => view.getByRole('button', { name, exact: true });

    // Its dialog, its workers, its list.
    const dialog = view.waitForEvent('filechooser');
    await button('Choose X-ray Image').first().click();
    await (await dialog).setFiles([pngFile('two.png', radiograph(160, 120, 1))]);
    await view.getByText('2 of 2 done').waitFor();
    const tops = await view
      .getByRole('figure')
      .evaluateAll((figures) => figures.map((one) => one.getBoundingClientRect().y));
    expect([tops.length, tops[0] === tops[1]]).toEqual([5, true]);

    await button('Copy Grayscale').click();
    await view.getByText('Grayscale: copied').waitFor();
    expect(await copied(view)).toEqual([160, 120]);

    await button('Open Grayscale').click();
    // Until then it has not its place yet.
    await view.locator('xray-view-pane .painted').waitFor();
    const box = await view.getByRole('application').boundingBox();
    if (!box) throw new Error('There is no picture to point at.');
    await view.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await view.getByText(/^(79|80), (59|60)$/).waitFor();
    await view.keyboard.press('Escape');

    // In the window in which the reader acts, where a browser shows it.
    const download = view.waitForEvent('download');
    await button('Download Results (ZIP)').click();
    const archive = await savedDownload(await download);
    expect(archive.name).toMatch(/^xray-lab_\d{8}_\d{6}_results\.zip$/);
    expect((await openArchive(archive.bytes)).names).toHaveLength(11);

    await view.close();
    await expect.poll(() => page.locator('xray-lab').count()).toBe(1);
    await lab.waitForResults(2);
    await lab.button('Open Grayscale').click();
    await page.keyboard.press('Escape');
    expect(problems).toEqual([]);
  },
);
