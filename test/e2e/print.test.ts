import { afterEach, describe, expect, it } from 'vitest';
import { STAGE_IDS, STAGES } from '../../src/pipeline/standard-graph.ts';
import { LabPage } from './support/lab-page.ts';
import { pngFile, radiograph } from './support/radiograph.ts';
import { servePage } from './support/served-page.ts';

const served = servePage();
let lab: LabPage;

afterEach(async () => {
  await lab.close();
});

/** A4 at 96 dots an inch, less the margins of `PAPER`. */
const SHEET = { width: 700, height: 1029 };
const PAPER = { format: 'A4', margin: { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' } } as const;

/** What there is to see, and how: in all shadow roots. */
interface Seen {
  /** By the names of their elements. */
  readonly controls: string[];
  /** Of all text, how bright it is, 0…1, and of what it stands on. */
  readonly brightest: number;
  readonly grounds: string[];
  /** Each with the text above it, and how high both are together. */
  readonly images: { name: string; height: number; ratio: number }[];
}

function look(): Seen {
  const controls: string[] = [];
  const grounds = new Set<string>();
  const images: { name: string; height: number; ratio: number }[] = [];
  let brightest = 0;
  const all = (root: Document | ShadowRoot): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      element,
      ...(element.shadowRoot ? all(element.shadowRoot) : []),
    ]);
  for (const element of all(document)) {
    const { width, height } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    if (width === 0 || height === 0 || style.visibility === 'hidden') continue;
    if (element.matches('button, input, select, summary, [role=slider], [role=dialog]')) {
      controls.push(element.localName);
    }
    if (element instanceof HTMLCanvasElement) {
      const name = element.closest('figure')?.querySelector('.title') ?? element.previousElementSibling;
      const top = name?.getBoundingClientRect();
      const box = element.getBoundingClientRect();
      if (top && top.height > 0 && top.bottom <= box.top + 1) {
        const text = name?.textContent ?? '';
        images.push({ name: text, height: box.bottom - top.top, ratio: element.width / element.height });
      }
    }
    const hasText = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
    );
    if (!hasText || element.closest('title')) continue;
    const [r, g, b] = (style.color.match(/\d+/g) ?? []).map(Number);
    brightest = Math.max(brightest, (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255);
  }
  for (const element of [document.documentElement, document.body, document.querySelector('xray-lab')]) {
    if (element) grounds.add(getComputedStyle(element).backgroundColor);
  }
  return { controls, brightest, grounds: [...grounds], images };
}

/** How many sheets a PDF has. */
const sheetsOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

async function openWithImages(colorScheme: 'light' | 'dark'): Promise<void> {
  lab = await LabPage.blank(served.browser);
  await lab.page.emulateMedia({ colorScheme });
  await lab.visit(`${served.url}?backend=cpu`);
  await lab.choose(pngFile('knee.png', radiograph(300, 400, 1)), pngFile('wide.png', radiograph(900, 300, 1)));
  await lab.waitForResults(2);
}

const printed = async (colorScheme: 'light' | 'dark'): Promise<Seen> => {
  await lab.page.setViewportSize(SHEET);
  await lab.page.emulateMedia({ media: 'print', colorScheme });
  return lab.page.evaluate(look);
};

describe.each(['light', 'dark'] as const)('printed, in the %s theme', (theme) => {
  it('every image stands under its name, and nothing else is there but what is known of it, dark on white', async () => {
    await openWithImages(theme);
    const { controls, brightest, grounds, images } = await printed(theme);
    expect(controls).toEqual([]);
    expect(brightest).toBeLessThan(0.4);
    expect(grounds.filter((ground) => !/^rgba\(.*, 0\)$/.test(ground))).toEqual(['rgb(255, 255, 255)']);
    expect(images.map(({ name }) => name)).toEqual(STAGE_IDS.map((id) => STAGES[id].title));
    for (const { height, ratio } of images) {
      expect(height).toBeLessThan(SHEET.height);
      expect(ratio).toBeCloseTo(300 / 400, 1);
    }
    for (const text of ['What the five images show', 'Using it', 'no account, no cookies', 'nothing is uploaded']) {
      expect(await lab.page.getByText(text).first().isVisible(), text).toBe(false);
    }
    // No image is cut in two: they are laid out in lines, which are not broken.
    const breaks = await lab.page
      .locator('xray-stage-figure')
      .evaluateAll((figures) =>
        figures.map((figure) => [getComputedStyle(figure).display, getComputedStyle(figure).breakInside].join()),
      );
    expect(breaks).toEqual(Array(5).fill('inline-block,avoid'));
    // What they were made with, which only controls say on the screen; no curves, nothing that a pointer reads.
    const known = await lab.page.getByRole('region', { name: 'Image details' }).innerText();
    expect(known).toContain('Window: Values Automatic, Centre 128, Width 256, Invert ✗');
    expect(known).toContain('Blurred (Gaussian): Method Gaussian, Kernel size 5 px, Sigma 1 px');
    expect(known).not.toContain('Clip limit');
    expect(await lab.page.locator('xray-histogram section, .probe').filter({ visible: true }).count()).toBe(0);
    expect(sheetsOf(await lab.page.pdf(PAPER))).toBe(1);
  });

  it('with the viewer open, so does each that is seen in it', async () => {
    await openWithImages(theme);
    await lab.button('Open Enhanced (Histogram Equalization)').click();
    await lab.page.getByLabel('Compare', { exact: true }).selectOption({ label: 'With a divider' });
    await lab.page.locator('xray-view-pane').nth(1).locator('canvas.painted').waitFor();
    const { controls, brightest, images } = await printed(theme);
    expect(controls).toEqual([]);
    expect(brightest).toBeLessThan(0.4);
    expect(images.map(({ name }) => name)).toEqual([
      'Enhanced (Histogram Equalization) of knee.png',
      'Canny Edge Detection of knee.png',
    ]);
    for (const { height } of images) expect(height).toBeLessThan(SHEET.height);
    const clips = await lab.page
      .locator('xray-view-pane')
      .evaluateAll((panes) => panes.map((pane) => getComputedStyle(pane).clipPath));
    expect(clips).toEqual(['none', 'none']);
  });

  it('with the viewer alone in a wide window, too, and what is known of the image, which is folded there', async () => {
    await openWithImages(theme);
    const known = lab.page.getByRole('region', { name: 'Image details', includeHidden: true });
    await lab.page.setViewportSize({ width: 1440, height: 900 });
    await lab.button('Open Enhanced (Histogram Equalization)').click();
    await lab.page.locator('xray-view-pane canvas.painted').first().waitFor();
    expect(await known.isVisible(), 'folded on the screen').toBe(false);
    // The sheet is narrower than the window; a browser lays out for it, and tells the page nothing before the sheet is made.
    await lab.page.emulateMedia({ media: 'print', colorScheme: theme });
    expect(await known.isVisible()).toBe(true);
    expect(await known.innerText()).toContain('300 × 400');
    expect(await known.innerText()).toMatch(/Canny Edge Detection: .*Low threshold 100/);
    // The picture has the focus, which is nobody's on paper.
    const area = lab.page.locator('xray-viewer .area');
    await area.focus();
    expect(await area.evaluate((picture) => getComputedStyle(picture).outlineStyle)).toBe('none');
    const { controls, images } = await lab.page.evaluate(look);
    expect(controls).toEqual([]);
    expect(images.map(({ name }) => name)).toEqual(['Enhanced (Histogram Equalization) of knee.png']);
    expect(sheetsOf(await lab.page.pdf(PAPER))).toBe(1);
  });
});
