import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { deviceUsers } from '../../../../src/gpu/shared-device.ts';
import { radiograph } from '../../../support/images.ts';
import { onBackend } from '../../../support/skip-without.ts';
import { canvasOf, choose, find, findAll, openLab, pngFile, record } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

/** What a page's scripts made and gave back, from now on. */
interface Counted {
  readonly contexts: number;
  readonly workers: number;
  readonly textures: number;
  readonly objectUrls: number;
}

const undo: (() => void)[] = [];

function replace<Owner extends object, Key extends keyof Owner>(owner: Owner, key: Key, by: Owner[Key]): void {
  const original = owner[key];
  owner[key] = by;
  undo.push(() => (owner[key] = original));
}

/** Counts what is alive: contexts that were asked for, workers, textures and object URLs. */
function countResources(): () => Counted {
  const contexts = new Set<unknown>();
  const workers = new Set<unknown>();
  const textures = new Set<unknown>();
  const urls = new Set<string>();

  for (const Canvas of [HTMLCanvasElement, OffscreenCanvas]) {
    const { getContext } = Canvas.prototype as { getContext: (kind: string, options?: unknown) => unknown };
    replace(
      Canvas.prototype as { getContext: typeof getContext },
      'getContext',
      function (this: unknown, kind, options) {
        const context = getContext.call(this, kind, options);
        if (kind.startsWith('webgl') && context) contexts.add(context);
        return context;
      },
    );
  }
  const BrowserWorker = window.Worker;
  replace(
    window,
    'Worker',
    class extends BrowserWorker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        workers.add(this);
      }
      override terminate(): void {
        workers.delete(this);
        super.terminate();
      }
    },
  );
  const { createTexture, deleteTexture } = WebGL2RenderingContext.prototype;
  replace(WebGL2RenderingContext.prototype, 'createTexture', function (this: WebGL2RenderingContext) {
    const texture = createTexture.call(this);
    textures.add(texture);
    return texture;
  });
  replace(WebGL2RenderingContext.prototype, 'deleteTexture', function (this: WebGL2RenderingContext, texture) {
    textures.delete(texture);
    deleteTexture.call(this, texture);
  });
  const { createObjectURL, revokeObjectURL } = URL;
  replace(URL, 'createObjectURL', (object) => {
    const url = createObjectURL.call(URL, object);
    urls.add(url);
    return url;
  });
  replace(URL, 'revokeObjectURL', (url) => {
    urls.delete(url);
    revokeObjectURL.call(URL, url);
  });
  return () => ({ contexts: contexts.size, workers: workers.size, textures: textures.size, objectUrls: urls.size });
}

describe('<xray-lab> in a page', () => {
  afterEach(() => {
    for (const step of undo.splice(0).reverse()) step();
  });

  it(
    'twenty on one page: no context before an image comes, one for all afterwards',
    onBackend('webgl2', async () => {
      const counted = countResources();
      const labs: XrayLab[] = [];
      for (let i = 0; i < 20; i++) labs.push(await openLab({ backend: 'webgl2' }, 400));
      await aTimeout(50);
      expect(counted()).to.deep.equal({ contexts: 0, workers: 0, textures: 0, objectUrls: 0 });

      const files = await Promise.all(labs.map((_, i) => pngFile(`${i}.png`, radiograph(40 + i, 30, i))));
      await Promise.all(labs.map((lab, i) => lab.process(files[i])));
      expect(counted().contexts).to.equal(1);
      expect(deviceUsers()).to.equal(20);
      expect(labs.map(({ backendInUse }) => backendInUse)).to.deep.equal(labs.map(() => 'webgl2'));
      for (const [i, lab] of labs.entries()) {
        expect((await lab.results[0].read('original')).data).to.deep.equal(radiograph(40 + i, 30, i).data);
      }
    }),
  );

  it(
    'removed, it gives back textures, workers and object URLs',
    onBackend('webgl2', async () => {
      const counted = countResources();
      const labs = [await openLab({ backend: 'webgl2' }), await openLab({ backend: 'cpu' })];
      for (const lab of labs) {
        await lab.process([await pngFile('a.png'), await pngFile('b.png', radiograph(200, 150, 2))]);
        await lab.exportZip();
        await lab.results[0].read('edges');
      }
      const busy = counted();
      expect([busy.contexts, busy.workers > 0, busy.textures > 2]).to.deep.equal([1, true, true]);
      for (const lab of labs) lab.remove();
      // The decoder and the exporters, which all elements share, end some seconds after their last task.
      await waitUntil(() => {
        const { workers, textures, objectUrls } = counted();
        return workers + textures + objectUrls === 0;
      }, 'all is given back');
      expect(deviceUsers()).to.equal(0);
    }),
  );

  for (const backend of ['webgl2', 'cpu']) {
    it(
      `in no document it works all the same, and gives back what it took; it shows the results once it is in one (${backend})`,
      onBackend(backend, async () => {
        const removed = await openLab({ backend });
        await removed.process(await pngFile('a.png'));
        removed.remove();
        await waitUntil(() => removed.results.length === 0);
        const never = document.createElement('xray-lab');
        never.setAttribute('backend', backend);
        const counted = countResources();
        for (const lab of [removed, never]) {
          await lab.process([await pngFile('b.png'), await pngFile('c.png', radiograph(50, 40, 2))]);
          expect(lab.results.map(({ name }) => name)).to.deep.equal(['b.png', 'c.png']);
          await lab.exportZip();
        }
        await waitUntil(() => {
          const { workers, textures, objectUrls } = counted();
          return workers + textures + objectUrls + deviceUsers() === 0;
        }, 'all is given back');
        for (const lab of [removed, never]) {
          expect(lab.results).to.have.length(2);
          const png = await lab.results[0].png('edges');
          expect(await lab.results[0].png('edges'), 'kept').to.equal(png);
        }
        const [box] = document.querySelectorAll('body > div');
        box.append(never);
        await waitUntil(() => findAll(never, 'canvas.painted').length === 5);
        never.remove();
        await waitUntil(() => counted().textures + deviceUsers() === 0);
      }),
    );
  }

  it('a manifest that is still being read when it is removed sets nothing going', async () => {
    const lab = await openLab();
    const errors = record(lab, 'xray-error');
    // Made by a worker, which does not count.
    const file = await pngFile('a.png');
    const counted = countResources();
    choose(lab, [new File(['{}'], 'manifest.json'), file]);
    lab.remove();
    await waitUntil(() => !lab.busy);
    await aTimeout(50);
    // It is not wanted any longer, and so nothing is wrong with it.
    expect([errors.length, lab.results.length, counted().workers, lab.busy]).to.deep.equal([0, 0, 0, false]);
  });

  it('properties set before the element is defined hold', async () => {
    const { XrayLab: Class } = await import('../../../../src/components/lab/xray-lab.ts');
    const early = document.createElement('early-xray-lab');
    Object.assign(early, {
      blurSize: 9,
      backend: 'cpu',
      noControls: true,
      name: 'early',
      messages: { reset: 'Empty' },
    });
    early.setAttribute('canny-low', '30');
    const box = await fixture<HTMLElement>(html`<div></div>`);
    box.append(early);
    customElements.define('early-xray-lab', class extends Class {});
    const lab = early as XrayLab;
    await lab.updateComplete;
    expect(lab).to.be.instanceOf(Class);
    expect([lab.blurSize, lab.cannyLow, lab.backend, lab.noControls, lab.name]).to.deep.equal([
      9,
      30,
      'cpu',
      true,
      'early',
    ]);
    expect(lab.getAttribute('blur-size')).to.equal('9');
    await lab.process(await pngFile('a.png'));
    expect(lab.results[0].params.blur.kernelSize).to.equal(9);
    expect(findAll(lab, 'button[aria-label="Empty"]')).to.have.length(1);
  });

  it('moved, it keeps images, parameters, pictures and what is at work', async () => {
    const lab = await openLab({ 'blur-size': '7' });
    await lab.process(await pngFile('a.png'));
    const work = lab.process(await pngFile('b.png', radiograph(500, 400)));
    const elsewhere = await fixture<HTMLElement>(html`<div><p></p></div>`);
    elsewhere.prepend(lab);
    elsewhere.append(lab);
    await work;
    expect(lab.results.map(({ name }) => name)).to.deep.equal(['a.png', 'b.png']);
    expect(lab.results[1].params.blur.kernelSize).to.equal(7);
    await waitUntil(() => findAll(lab, 'canvas.painted').length === 5);
    expect(canvasOf(lab, 'edges').width).to.be.greaterThan(100);
  });

  it(':host([hidden]) hides it, whatever the page says of its display', async () => {
    const lab = await openLab();
    expect(getComputedStyle(lab).display).to.equal('block');
    lab.hidden = true;
    expect(getComputedStyle(lab).display).to.equal('none');
    expect(lab.getBoundingClientRect().height).to.equal(0);
    lab.hidden = false;
    lab.style.display = 'inline-block';
    expect(getComputedStyle(lab).display).to.equal('inline-block');
  });

  it('follows its own width, not the window’s', async () => {
    const lab = await openLab({}, 1100);
    await lab.process(await pngFile('a.png'));
    await waitUntil(() => find(lab, '.lab').classList.contains('wide'));
    expect(innerWidth, 'the window is smaller than the element').to.be.lessThan(1100);
    const { parentElement } = lab;
    if (parentElement) parentElement.style.width = '320px';
    await waitUntil(() => find(lab, '.lab').classList.contains('narrow'));
  });

  describe('with a hostile page around it', () => {
    const HOSTILE = `
      * { color: rgb(1, 2, 3) !important; font: 40px/2 fantasy !important; letter-spacing: 9px !important; }
      div, p, span, button, input, figure, canvas, svg, label, summary, section {
        display: none !important; position: fixed !important; width: 3px !important; transform: rotate(90deg) !important;
      }
      button { background: rgb(9, 9, 9) !important; padding: 50px !important; border-radius: 77px !important; }
      .lab, .toolbar, .body, .rail, .primary, [hidden] { display: none !important; opacity: 0.1 !important; }`;

    const watched = [
      'display',
      'position',
      'width',
      'height',
      'backgroundColor',
      'borderTopLeftRadius',
      'paddingTop',
      'opacity',
      'transform',
    ] as const;

    /** How everything in the element looks. */
    function looks(lab: XrayLab): unknown[] {
      return findAll(lab, '*').map((element) => {
        const style = getComputedStyle(element);
        return [element.localName, ...watched.map((name) => style[name])];
      });
    }

    it('its own styles hold inside', async () => {
      const lab = await openLab();
      await lab.process(await pngFile('a.png'));
      await waitUntil(() => findAll(lab, 'canvas.painted').length === 5 && !lab.busy);
      await waitUntil(() => findAll(lab, '.sum').length > 0, 'a histogram');
      // What a page says of all inherited properties is its right; here only what does not inherit is set on everything.
      const style = document.createElement('style');
      style.textContent = HOSTILE.replace(/\*.*?\}/, '');
      const before = looks(lab);
      document.head.append(style);
      try {
        // The boxes around the element are the page's, which may do with them what it likes; here they stay.
        for (let box = lab.parentElement; box && box !== document.body; box = box.parentElement) {
          const width = box === lab.parentElement ? '1100px' : 'auto';
          box.style.cssText = `display: block !important; position: static !important; width: ${width} !important; transform: none !important`;
        }
        await aTimeout(50);
        expect(looks(lab)).to.deep.equal(before);
      } finally {
        style.remove();
      }
    });

    it('its own styles stay inside', async () => {
      const page = await fixture<HTMLElement>(html`
        <div class="lab toolbar body rail empty primary numbers">
          <p class="drop-hint visually-hidden">x</p>
          <button class="primary quiet icon">x</button><input type="range" />
          <figure class="frame"></figure>
        </div>
      `);
      const all = (): string[] =>
        [page, ...page.querySelectorAll('*')].map((it) => JSON.stringify({ ...getComputedStyle(it) }));
      const before = all();
      const lab = await openLab();
      await lab.process(await pngFile('a.png'));
      expect(all()).to.deep.equal(before);
      expect(document.adoptedStyleSheets).to.have.length(0);
    });
  });
});
