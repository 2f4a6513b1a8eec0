import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { createEngine } from '../../../../src/engines/create-engine.ts';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { radiograph } from '../../../support/images.ts';
import { onBackend } from '../../../support/skip-without.ts';
import { button, choose, figures, find, findAll, grayOn, canvasOf, openLab, pngFile } from '../support/lab-fixture.ts';
import { probed } from '../support/viewer-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

type View = Window & typeof globalThis;

async function frame(): Promise<View> {
  const box = await fixture<HTMLElement>(html`<div></div>`);
  const element = document.createElement('iframe');
  element.style.cssText = 'width: 900px; height: 800px';
  element.srcdoc = '<!doctype html><title>Frame</title>';
  const loaded = oneEvent(element, 'load');
  box.append(element);
  await loaded;
  return element.contentWindow as View;
}

function uncaught(view: View): { readonly messages: string[]; readonly end: () => void } {
  const messages: string[] = [];
  const onError = ({ message }: ErrorEvent): void => void messages.push(message);
  const onRejection = ({ reason }: PromiseRejectionEvent): void => void messages.push(String(reason));
  for (const here of [window, view]) {
    here.addEventListener('error', onError);
    here.addEventListener('unhandledrejection', onRejection);
  }
  return {
    messages,
    end: () => {
      window.removeEventListener('error', onError);
      window.removeEventListener('unhandledrejection', onRejection);
    },
  };
}

/** What styles do to the element, and to a part of it. */
function styles(lab: XrayLab): string[] {
  const view = lab.ownerDocument.defaultView as View;
  const { display, position } = view.getComputedStyle(lab);
  const parts = findAll(lab, '.frame, .area, .plot').map((part) => view.getComputedStyle(part));
  return [display, position, ...parts.map((style) => `${style.position} ${style.overflow}`)];
}

describe('the element in another document', () => {
  it('keeps styles and images there and back, with parts that are made there', async () => {
    const lab = await openLab();
    const home = lab.parentElement as HTMLElement;
    await lab.process(await pngFile('a.png'));
    await lab.updateComplete;
    const before = styles(lab);
    const view = await frame();
    const { messages, end } = uncaught(view);
    view.document.body.append(lab);
    await lab.updateComplete;
    expect(lab.ownerDocument).to.equal(view.document);
    expect(styles(lab)).to.deep.equal(before);
    expect(lab.results).to.have.length(1);

    // The viewer and its panes are made there.
    button(lab, 'Open Grayscale').click();
    await waitUntil(() => findAll(lab, 'xray-view-pane').some((pane) => findAll(pane, '.painted').length > 0));
    const [pane] = findAll(lab, 'xray-view-pane');
    expect(view.getComputedStyle(pane).position).to.equal('absolute');
    const area = find(lab, '.area');
    const { left, top, width, height } = area.getBoundingClientRect();
    const place = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true, composed: true };
    area.dispatchEvent(new view.PointerEvent('pointermove', { ...place, pointerType: 'mouse' }));
    await waitUntil(() => probed(lab)['x, y'] === '60, 45');

    home.append(lab);
    await lab.updateComplete;
    button(lab, 'All images').click();
    await waitUntil(() => !find(lab, 'xray-stage-sheet').hidden);
    expect(styles(lab).slice(0, before.length)).to.include.members(before);
    expect(messages).to.deep.equal([]);
    end();
  });

  it('is made there, processes there, and follows the size that it has there', async () => {
    const view = await frame();
    const { messages, end } = uncaught(view);
    const lab = document.createElement('xray-lab');
    lab.backend = 'cpu';
    view.document.body.append(lab);
    await lab.updateComplete;
    choose(lab, [await pngFile('a.png')]);
    await waitUntil(() => lab.results.length === 1 && !lab.busy);
    await waitUntil(() => figures(lab).length === 5 && findAll(lab, 'canvas.painted').length === 5);
    expect(grayOn(canvasOf(lab, 'grayscale')).some((value) => value > 0)).to.equal(true);
    expect(styles(lab)[0]).to.equal('block');
    expect(find(lab, '.lab').classList.contains('middle')).to.equal(true);
    (view.frameElement as HTMLElement).style.width = '400px';
    await waitUntil(() => find(lab, '.lab').classList.contains('narrow'));
    expect(messages).to.deep.equal([]);
    lab.remove();
    end();
  });

  it('takes what is pasted there, and no longer what is pasted here', async () => {
    const lab = await openLab();
    const view = await frame();
    view.document.body.append(lab);
    await lab.updateComplete;
    const paste = async (page: Document, name: string): Promise<void> => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(await pngFile(name));
      const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
      // Firefox leaves out what the event is made with.
      Object.defineProperty(event, 'clipboardData', { value: clipboardData });
      page.dispatchEvent(event);
    };
    await paste(document, 'here.png');
    await paste(view.document, 'there.png');
    await waitUntil(() => lab.results.length > 0 && !lab.busy);
    expect(lab.results.map(({ name }) => name)).to.deep.equal(['there.png']);
  });
});

describe('files of another window', () => {
  it('are processed, alone, in lists and as lists of that window; nothing is fetched in their name', async () => {
    const lab = await openLab();
    const view = await frame();
    const bytes = await pngFile('a.png');
    const other = (name: string): File => new view.File([bytes], name);
    expect(other('one.png')).not.to.be.instanceOf(File);
    const { fetch } = window;
    const fetched: unknown[] = [];
    window.fetch = (...args) => {
      fetched.push(args[0]);
      return fetch(...args);
    };
    const transfer = new view.DataTransfer();
    transfer.items.add(other('four.png'));
    await lab.process(other('one.png'));
    await lab.process([other('two.png'), new view.Blob([bytes])]);
    await lab.process(new view.Set([other('three.png')]));
    await lab.process(transfer.files);
    window.fetch = fetch;
    const names = lab.results.map(({ name }) => name);
    expect(names).to.deep.equal(['one.png', 'two.png', 'image', 'three.png', 'four.png']);
    expect(fetched).to.deep.equal([]);
  });

  it('what is no image is refused by a rejection', async () => {
    const lab = await openLab();
    for (const given of [null, undefined, 42, {}, [null], [[await pngFile('a.png')]]]) {
      const error = await lab.process(given as never).then(
        () => null,
        (reason: unknown) => reason as { code: string; message: string },
      );
      expect(error?.code).to.equal('unsupported-type');
      expect(error?.message).to.contain('takes a File, a Blob, an address, or several of them');
    }
    expect(lab.busy).to.equal(false);
    lab.src = (await pngFile('a.png')) as unknown as string;
    expect(lab.src).to.equal('');
  });
});

describe('canvases of another window', () => {
  for (const backend of ['cpu', 'webgl2'] as const) {
    it(
      `are drawn on by ${backend}`,
      onBackend(backend, async () => {
        const view = await frame();
        const canvas = view.document.createElement('canvas');
        view.document.body.append(canvas);
        const image = radiograph(40, 30);
        const engine = await createEngine({ backend });
        const pipeline = await engine.open(image);
        await pipeline.update();
        await pipeline.draw('grayscale', canvas);
        const shown = document.createElement('canvas');
        Object.assign(shown, { width: 40, height: 30 });
        shown.getContext('2d')?.drawImage(canvas, 0, 0);
        expect([...grayOn(shown)]).to.deep.equal([...(await pipeline.read('grayscale')).data]);
        engine.dispose();
      }),
    );
  }
});
