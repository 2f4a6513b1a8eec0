import { encode } from 'fast-png';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { newWatchedPage, sharedBrowser } from './support/browser.ts';
import { savedDownload, type ChosenFile } from './support/lab-page.ts';
import { openArchive } from './support/results-archive.ts';
import { serveSite, type StaticServer } from './support/site.ts';

let site: StaticServer;
let page: Page;
let problems: string[];

beforeAll(async () => {
  site = await serveSite();
});
afterEach(() => page.context().close());
afterAll(() => site.close());

/** More than there are: what is not reached by as many presses is not there. */
const MOST_STOPS = 80;

/** What of the accessibility tree concerns a test: what a screen reader says. */
interface Said {
  readonly role: string;
  readonly name: string;
  readonly value: string;
  readonly focused: boolean;
}

async function saidBy(session: CDPSession): Promise<Said[]> {
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, value, properties = [] }) => ({
      role: String(role?.value),
      name: String(name?.value ?? ''),
      value: String(value?.value ?? ''),
      focused: properties.some((property) => property.name === 'focused' && property.value.value === true),
    }));
}

/** Films of 12 bits, no two of them alike. */
const film = (which: number): ChosenFile => ({
  name: `film ${which}.png`,
  mimeType: 'image/png',
  buffer: Buffer.from(
    encode({
      width: 70,
      height: 50,
      channels: 1,
      depth: 16,
      data: Uint16Array.from({ length: 3500 }, (_, i) => (i * (36 + which)) % 4096),
    }),
  ),
});

it('keys, and what a screen reader says, are enough to open, window, compare, turn to the next film, and save', async () => {
  ({ page, problems } = await newWatchedPage(await sharedBrowser(), { viewport: { width: 1440, height: 900 } }));
  const { keyboard } = page;
  const chooser = page.waitForEvent('filechooser');
  await page.goto(`${site.url}?backend=cpu`);
  const session = await page.context().newCDPSession(page);
  const said = (): Promise<Said[]> => saidBy(session);
  /** Where the focus is: the innermost, as the page is said to have it, too. */
  const here = async (): Promise<Said | undefined> => (await said()).filter(({ focused }) => focused).at(-1);
  const tabTo = async (role: string, name: string): Promise<void> => {
    const passed: string[] = [];
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      await keyboard.press('Tab');
      const found = await here();
      if (found?.role === role && found.name === name) return;
      passed.push(`${found?.role} ${found?.name}`);
    }
    throw new Error(`No ${role} "${name}" among ${passed.join(', ')}`);
  };
  const isSaid = (role: string, name: string): Promise<void> =>
    expect.poll(async () => (await said()).map((node) => `${node.role} ${node.name}`)).toContain(`${role} ${name}`);
  // Open.
  await tabTo('button', 'Choose X-ray Image');
  await keyboard.press('Enter');
  await (await chooser).setFiles([film(1), film(2)]);
  await expect.poll(() => page.evaluate(() => document.querySelector('xray-lab')?.results.length)).toBe(2);

  // Window.
  await tabTo('slider', 'Centre');
  for (let press = 0; press < 3; press++) await keyboard.press('ArrowRight');
  await expect.poll(async () => (await here())?.value).toBe('2051');

  // Compare.
  await tabTo('button', 'Open Canny Edge Detection');
  await keyboard.press('Enter');
  await expect.poll(here).toMatchObject({ role: 'application', name: 'Canny Edge Detection of film 1.png, viewer' });
  await tabTo('combobox', 'Compare');
  await keyboard.press('ArrowDown');
  await expect.poll(async () => (await here())?.value).toBe('Side by side');
  await isSaid('image', 'Original Image of film 1.png');

  // The next film.
  await keyboard.press(']');
  await isSaid('application', 'Canny Edge Detection of film 2.png, viewer');

  // And back, to where it was opened.
  await keyboard.press('Escape');
  await expect.poll(here).toMatchObject({ role: 'button', name: 'Open Canny Edge Detection' });

  // Save.
  await tabTo('button', 'Download Results (ZIP)');
  const download = page.waitForEvent('download');
  await keyboard.press('Enter');
  const { manifest } = await openArchive((await savedDownload(await download)).bytes);
  expect(manifest).toMatchObject({ images: [{ name: 'film 1.png' }, { name: 'film 2.png' }] });
  expect(problems).toEqual([]);
});
