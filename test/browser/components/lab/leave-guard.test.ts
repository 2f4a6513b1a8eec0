import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { radiograph } from '../../../support/images.ts';
import { hasPrivateFolder, skipWithout } from '../../../support/skip-without.ts';
import { button, next, openLab, pngFile, tornFile } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Whether leaving the page would ask. */
function asks(): boolean {
  const event = new Event('beforeunload', { cancelable: true });
  dispatchEvent(event);
  return event.defaultPrevented;
}

describe('leaving the page', () => {
  const realAdd = window.addEventListener;
  const realRemove = window.removeEventListener;
  let listening: number;

  beforeEach(() => {
    listening = 0;
    window.addEventListener = function (this: Window, ...call: Parameters<typeof realAdd>) {
      if (call[0] === 'beforeunload') listening++;
      realAdd.apply(this, call);
    } as typeof realAdd;
    window.removeEventListener = function (this: Window, ...call: Parameters<typeof realRemove>) {
      if (call[0] === 'beforeunload') listening--;
      realRemove.apply(this, call);
    } as typeof realRemove;
  });
  afterEach(() => {
    window.addEventListener = realAdd;
    window.removeEventListener = realRemove;
  });

  async function labWithResult(attributes: Record<string, string> = { 'guard-unsaved': '' }): Promise<XrayLab> {
    const lab = await openLab(attributes);
    await lab.process(await pngFile('a.png', radiograph(60, 40)));
    await lab.updateComplete;
    return lab;
  }

  it('asks while files are at work and while results are not saved; it listens only then', async () => {
    const lab = await openLab({ 'guard-unsaved': '' });
    expect([asks(), listening]).to.deep.equal([false, 0]);
    const work = lab.process(await pngFile('large.png', radiograph(1200, 1000)));
    await next(lab, 'xray-load');
    await lab.updateComplete;
    expect(asks()).to.equal(true);
    await work;
    await lab.updateComplete;
    expect([asks(), listening]).to.deep.equal([true, 1]);
    button(lab, 'Reset').click();
    await waitUntil(() => !asks());
    expect(listening).to.equal(0);
  });

  it('does not ask once they are saved, until they change', async () => {
    const lab = await labWithResult();
    await lab.exportZip();
    await waitUntil(() => !asks());
    expect(listening).to.equal(0);
    lab.blurSize = 9;
    await next(lab, 'xray-results');
    await lab.updateComplete;
    expect(asks()).to.equal(true);
    // As it was saved.
    lab.blurSize = 5;
    await next(lab, 'xray-results');
    await waitUntil(() => !asks());
    await lab.process(await pngFile('b.png', radiograph(60, 40, 2)));
    await lab.updateComplete;
    expect(asks()).to.equal(true);
  });

  it('asks again when the saving fails', async () => {
    const lab = await labWithResult();
    lab.addEventListener('xray-before-export', (event) => event.preventDefault());
    await lab.exportZip().catch(() => undefined);
    await lab.updateComplete;
    expect(asks()).to.equal(true);
  });

  it('does not ask once all is in a folder', async function () {
    await skipWithout(this, 'private file system', hasPrivateFolder());
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('leave-guard-test', { create: true });
    const real = Object.getOwnPropertyDescriptor(window, 'showDirectoryPicker');
    Object.defineProperty(window, 'showDirectoryPicker', { configurable: true, value: () => Promise.resolve(folder) });
    try {
      const lab = await labWithResult();
      expect(asks()).to.equal(true);
      button(lab, 'Save to folder…').click();
      await waitUntil(() => !asks());
      // With the manifest, which is written last: it tells what the images are.
      const manifest = await (await folder.getFileHandle('manifest.json')).getFile();
      expect(JSON.parse(await manifest.text()))
        .to.have.property('images')
        .with.length(1);
    } finally {
      if (real) Object.defineProperty(window, 'showDirectoryPicker', real);
      else Reflect.deleteProperty(window, 'showDirectoryPicker');
      await root.removeEntry('leave-guard-test', { recursive: true });
    }
  });

  it('does not ask for what failed, where nothing may be saved, or without the attribute', async () => {
    const lab = await openLab({ 'guard-unsaved': '' });
    await lab.process(await tornFile('torn.png'));
    await lab.updateComplete;
    expect(asks()).to.equal(false);
    await labWithResult({ 'guard-unsaved': '', 'no-download': '' });
    expect(asks()).to.equal(false);
    const plain = await labWithResult({});
    expect(asks()).to.equal(false);
    plain.guardUnsaved = true;
    await plain.updateComplete;
    expect(asks()).to.equal(true);
    plain.remove();
    expect([asks(), listening]).to.deep.equal([false, 0]);
  });

  it('goes on asking when the element is moved', async () => {
    const lab = await labWithResult();
    const box = document.createElement('div');
    lab.parentElement?.append(box);
    box.append(lab);
    await lab.updateComplete;
    expect([asks(), lab.results.length]).to.deep.equal([true, 1]);
  });
});
