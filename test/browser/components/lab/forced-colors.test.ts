import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { button, find, findAll, openLab, pngFile } from '../support/lab-fixture.ts';
import { chooseByLetter, clickOn, moveTo, placeIn, press, setReaderMedia, tabTo } from '../support/reader.ts';
import { waitUntil } from '../support/wait-until.ts';

async function openWithImages(): Promise<XrayLab> {
  const lab = await openLab();
  await lab.process([await pngFile('a.png'), await pngFile('b.png')]);
  await lab.updateComplete;
  return lab;
}

async function openViewer(): Promise<XrayLab> {
  const lab = await openWithImages();
  await clickOn(button(lab, 'Open Grayscale'));
  await waitUntil(() => findAll(lab, '.area').length === 1);
  return lab;
}

/** What a colour of the system is at the moment. */
function system(name: string): string {
  const sample = document.createElement('span');
  sample.style.setProperty('forced-color-adjust', 'none');
  sample.style.color = name;
  document.body.append(sample);
  const { color } = getComputedStyle(sample);
  sample.remove();
  return color;
}

/** As much of an element as its ancestors let through, in all shadow roots. */
function opacityOf(element: Element): number {
  let opacity = 1;
  for (let node: Node | null = element; node; node = node instanceof ShadowRoot ? node.host : node.parentNode) {
    if (node instanceof Element) opacity *= Number(getComputedStyle(node).opacity);
  }
  return opacity;
}

function expectOutlined(element: Element, part: string | null = null): void {
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element, part);
  const what = element.outerHTML.slice(0, 80);
  expect(outlineStyle, what).to.equal('solid');
  expect(parseFloat(outlineWidth), what).to.be.at.least(2);
  expect(outlineColor, what).to.equal(system('Highlight'));
  expect(opacityOf(element), what).to.equal(1);
}

describe('forced colours', () => {
  before(async function () {
    // Dark, as in light ones much is black on white without being told so.
    if (!(await setReaderMedia({ 'forced-colors': 'active', 'prefers-color-scheme': 'dark' }))) this.skip();
    expect(system('Canvas')).to.equal('rgb(0, 0, 0)');
    expect(system('Highlight')).not.to.equal(system('Canvas'));
    expect(system('GrayText')).not.to.equal(system('ButtonText'));
  });
  after(async () => void (await setReaderMedia({})));

  it('leave an outline around whatever has the focus', async () => {
    const lab = await openWithImages();
    const controls = [
      button(lab, 'Choose X-ray Image'),
      find(lab, '.file'),
      find(lab, 'select[aria-label="Preset"]'),
      button(lab, 'Explain the parameters'),
      find(lab, '#blur-sigma'),
      find(lab, '#blur-sigma-value'),
      find(lab, '#canny-l2Gradient'),
      button(lab, 'Open Grayscale'),
      find(find(lab, 'xray-histogram'), 'input[type="range"]'),
    ];
    for (const control of controls) {
      await tabTo(control);
      expectOutlined(control);
    }
  });

  it('leave every button its border, and mark what cannot be pressed as the system does', async () => {
    const lab = await openWithImages();
    const shown = findAll<HTMLButtonElement>(lab, 'button').filter(({ offsetParent }) => offsetParent !== null);
    expect(shown.length).to.be.above(25);
    for (const each of shown) {
      const { borderTopStyle, borderTopWidth, borderTopColor, color } = getComputedStyle(each);
      const off = each.disabled || each.getAttribute('aria-disabled') === 'true';
      const chosen = each.getAttribute('aria-current') === 'true';
      expect([borderTopStyle, borderTopWidth], each.outerHTML.slice(0, 80)).to.deep.equal(['solid', '1px']);
      const expected = chosen
        ? ['Highlight', 'HighlightText']
        : off
          ? ['GrayText', 'GrayText']
          : ['ButtonText', 'ButtonText'];
      expect([borderTopColor, color], each.outerHTML.slice(0, 80)).to.deep.equal(expected.map(system));
      expect(opacityOf(each)).to.equal(1);
    }
    expect(shown.filter((each) => each.getAttribute('aria-disabled') === 'true')).to.have.length(2);
  });

  it('tell what is chosen and what is open from what is not', async () => {
    const lab = await openWithImages();
    const [first, second] = findAll(lab, '.file');
    const [current, other] = first.getAttribute('aria-current') === 'true' ? [first, second] : [second, first];
    expect(getComputedStyle(current).backgroundColor).to.equal(system('Highlight'));
    for (const text of findAll(current, '.name, .state')) {
      expect(getComputedStyle(text).color).to.equal(system('HighlightText'));
    }
    expect(getComputedStyle(other).backgroundColor).not.to.equal(system('Highlight'));

    const about = button(lab, 'About Grayscale');
    expect(getComputedStyle(about).backgroundColor).not.to.equal(system('Highlight'));
    await clickOn(about);
    await waitUntil(() => about.getAttribute('aria-expanded') === 'true');
    await waitUntil(() => getComputedStyle(about).backgroundColor === system('Highlight'));
    expect(getComputedStyle(about).color).to.equal(system('HighlightText'));
  });

  it('have the system draw sliders, boxes to tick and lists', async () => {
    const lab = await openViewer();
    button(lab, 'Files, parameters and details').click();
    await lab.updateComplete;
    const controls = findAll(lab, 'input[type="range"], input[type="checkbox"], select').filter(
      ({ offsetParent }) => offsetParent !== null,
    );
    expect(new Set(controls.map(({ localName }) => localName))).to.deep.equal(new Set(['input', 'select']));
    for (const control of controls) {
      expect(getComputedStyle(control).appearance, control.outerHTML.slice(0, 80)).to.be.oneOf(['auto', 'menulist']);
    }
    for (const thumb of ['low', 'high']) {
      const range = find(lab, `#canny-${thumb}Threshold`);
      expect(getComputedStyle(range).appearance).to.equal('auto');
      expect(range.getBoundingClientRect().width).to.be.above(100);
    }
  });

  it('leave the images their frames', async () => {
    const lab = await openViewer();
    const frames = [find(lab, '.area'), ...findAll(lab, '.frame')];
    expect(frames).to.have.length(6);
    for (const frame of frames) {
      const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(frame);
      expect([borderTopStyle, borderTopWidth, borderTopColor]).to.deep.equal(['solid', '1px', system('CanvasText')]);
    }
  });

  it('draw the divider in two colours, one of which is seen on any image, and its focus too', async () => {
    const lab = await openViewer();
    await chooseByLetter(find(lab, 'select[aria-label="Compare"]'), 'w');
    await waitUntil(() => findAll(lab, '.handle').length === 1);
    const handle = find(lab, '.handle');
    for (const part of ['::before', '::after']) {
      const { backgroundColor, boxShadow } = getComputedStyle(handle, part);
      expect(backgroundColor).to.equal(system('CanvasText'));
      expect(boxShadow).to.contain(system('Canvas'));
    }
    await tabTo(handle);
    expectOutlined(handle, '::after');
    expect(getComputedStyle(handle, '::after').boxShadow).to.contain(system('Canvas'));
  });

  it('leave the cross-hair white, with a dark line around', async () => {
    const lab = await openViewer();
    await tabTo(find(lab, '.area'));
    await press('Shift', 'ArrowLeft');
    await waitUntil(() => findAll(lab, '.mark').length === 1);
    expect(getComputedStyle(find(lab, '.mark')).filter).to.contain('drop-shadow');
    for (const part of ['::before', '::after']) {
      expect(getComputedStyle(find(lab, '.mark'), part).backgroundColor).to.equal('rgb(255, 255, 255)');
    }
  });

  it('draw the histogram and the progress in colours of the system', async () => {
    const lab = await openWithImages();
    const [plot] = findAll(lab, '.plot');
    await moveTo(await placeIn(plot));
    await waitUntil(() => findAll(lab, '.bin').length >= 2);
    for (const [selector, property, name] of [
      ['path.bars', 'fill', 'CanvasText'],
      ['path.sum', 'stroke', 'Highlight'],
      ['rect.bin', 'fill', 'Highlight'],
    ] as const) {
      for (const path of findAll(lab, selector)) {
        expect(getComputedStyle(path)[property], selector).to.equal(system(name));
      }
    }
    const bar = find(find(lab, 'xray-progress-bar'), '.bar');
    expect(getComputedStyle(bar).backgroundColor).to.equal(system('Highlight'));
  });
});
