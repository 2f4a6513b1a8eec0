import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { decodeImage } from '../../../../src/decode/decode-image.ts';
import { expectSameImage } from '../../../support/expect-same-image.ts';
import { button, buttons, find, openLab, pngFile, record } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const spoken = (lab: XrayLab): string => (find(lab, '[role="status"]').textContent ?? '').trim();

async function labWithImage(attributes: Record<string, string> = {}): Promise<XrayLab> {
  const lab = await openLab(attributes);
  await lab.process(await pngFile('a.png'));
  await lab.updateComplete;
  return lab;
}

describe('copying an image', () => {
  const realWrite = Object.getOwnPropertyDescriptor(Clipboard.prototype, 'write') as PropertyDescriptor;
  const RealItem = window.ClipboardItem;
  let written: ClipboardItem[];

  function clipboardThat(write: (items: ClipboardItem[]) => Promise<void>): void {
    Object.defineProperty(Clipboard.prototype, 'write', { configurable: true, writable: true, value: write });
  }

  beforeEach(() => {
    written = [];
    clipboardThat(async (items) => {
      await items[0].getType('image/png');
      written.push(...items);
    });
  });
  afterEach(() => {
    Object.defineProperty(Clipboard.prototype, 'write', realWrite);
    window.ClipboardItem = RealItem;
  });

  it('puts its PNG on the clipboard within the click, and says so', async () => {
    const lab = await labWithImage();
    const exports = record(lab, 'xray-before-export');
    let asked = 0;
    clipboardThat(async (items) => {
      asked++;
      await items[0].getType('image/png');
      written.push(...items);
    });
    const copy = button(lab, 'Copy Canny Edge Detection');
    // It is said for two seconds.
    const titles: string[] = [];
    new MutationObserver(() => titles.push(copy.title)).observe(copy, { attributes: true });
    copy.click();
    // Safari grants it only then, whether the image is there already or not.
    expect(asked).to.equal(1);
    await waitUntil(() => spoken(lab) === 'Canny Edge Detection: copied');
    const png = await written[0].getType('image/png');
    const edges = await lab.results[0].read('edges');
    expectSameImage(await decodeImage(png), edges, { image: 'a.png', stage: 'edges' });
    expect(titles[0]).to.equal('Copied');
    expect(exports.map(({ kind, name }) => ({ kind, name }))).to.deep.equal([{ kind: 'copy', name: 'a_edges.png' }]);
    await expect(lab).to.be.accessible();
  });

  it('waits for the PNG where browsers take nothing else', async () => {
    class OldItem {
      constructor(private readonly items: Record<string, Blob>) {
        if (!(items['image/png'] instanceof Blob)) throw new TypeError('Not a Blob.');
      }
      getType(type: string): Promise<Blob> {
        return Promise.resolve(this.items[type]);
      }
    }
    const lab = await labWithImage();
    window.ClipboardItem = OldItem as unknown as typeof ClipboardItem;
    button(lab, 'Copy Grayscale').click();
    await waitUntil(() => spoken(lab) === 'Grayscale: copied');
    expect(await written[0].getType('image/png')).to.be.instanceOf(Blob);
  });

  it('tells when the browser refuses', async () => {
    const lab = await labWithImage();
    const errors = record(lab, 'xray-error');
    clipboardThat(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
    button(lab, 'Copy Grayscale').click();
    await waitUntil(() => errors.length === 1);
    expect(errors[0]).to.deep.include({ code: 'export-failed', message: 'The image could not be copied.' });
    expect(button(lab, 'Copy Grayscale').title).to.equal('Copy Grayscale');
  });

  it('can be forbidden by the page', async () => {
    const lab = await labWithImage();
    lab.addEventListener('xray-before-export', (event) => event.preventDefault());
    button(lab, 'Copy Grayscale').click();
    await lab.updateComplete;
    expect([written.length, lab.busy]).to.deep.equal([0, false]);
  });

  it('is not offered where it cannot be, nor where nothing may be saved', async () => {
    expect(buttons(await labWithImage({ 'no-download': '' }), 'Copy Grayscale')).to.have.length(0);
    Reflect.deleteProperty(window, 'ClipboardItem');
    const lab = await labWithImage();
    expect(buttons(lab, 'Copy Grayscale')).to.have.length(0);
    expect(buttons(lab, 'Save Grayscale as PNG')).to.have.length(1);
  });
});
