import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import {
  button,
  buttons,
  choose,
  find,
  findAll,
  next,
  openLab,
  pngFile,
  record,
  transferOf,
} from '../support/lab-fixture.ts';
import { GERMAN } from '../../../../src/messages/de.ts';
import { DropTarget } from '../../../../src/components/intake/drop-target.ts';
import { DEFAULT_PARAMS, resolveParams } from '../../../../src/pipeline/params.ts';
import { takeDropsAnywhere } from '../../../../src/page/drop-anywhere.ts';
import { waitUntil } from '../support/wait-until.ts';

function paste(target: EventTarget, files: readonly File[]): ClipboardEvent {
  const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true, composed: true });
  // Firefox's constructor takes text only.
  Object.defineProperty(event, 'clipboardData', { value: transferOf(files) });
  target.dispatchEvent(event);
  return event;
}

function drag(target: EventTarget, type: string, files: readonly File[]): DragEvent {
  const event = new DragEvent(type, {
    dataTransfer: transferOf(files),
    bubbles: true,
    cancelable: true,
    composed: true,
  });
  target.dispatchEvent(event);
  return event;
}

const hint = (lab: XrayLab): Element[] => findAll(lab, '.drop-hint');

describe('how images come into <xray-lab>', () => {
  it('by choosing, again the same file', async () => {
    const lab = await openLab();
    const file = await pngFile('chest.png');
    let opened = 0;
    find<HTMLInputElement>(lab, 'input[type="file"]').addEventListener('click', (event) => {
      event.preventDefault();
      opened++;
    });
    button(lab, 'Choose X-ray Image').click();
    expect(opened).to.equal(1);

    choose(lab, [file]);
    const { result } = await next(lab, 'xray-results');
    expect(result.name).to.equal('chest.png');
    expect(find<HTMLInputElement>(lab, 'input[type="file"]').files).to.have.length(0);
    expect(buttons(lab, 'Choose X-ray Image')).to.have.length(1);
    button(lab, 'Choose X-ray Image').click();
    expect(opened).to.equal(2);
    choose(lab, [file]);
    await next(lab, 'xray-results');
    expect(lab.results).to.have.length(2);
  });

  it('by dropping them anywhere on it', async () => {
    const lab = await openLab();
    const file = await pngFile('hand.png');
    const inside = button(lab, 'Choose X-ray Image');
    drag(lab, 'dragenter', [file]);
    drag(inside, 'dragenter', [file]);
    drag(lab, 'dragleave', [file]);
    await lab.updateComplete;
    expect(hint(lab)).to.have.length(1);
    drag(inside, 'dragleave', [file]);
    await lab.updateComplete;
    expect(hint(lab)).to.have.length(0);

    drag(inside, 'dragenter', [file]);
    drag(inside, 'drop', [file]);
    const { result } = await next(lab, 'xray-results');
    expect(result.name).to.equal('hand.png');
    expect(hint(lab)).to.have.length(0);
  });

  it('and while they are over it, a picture of nothing is computed, of which nobody is told', async () => {
    const lab = await openLab({ backend: 'cpu' });
    const told: string[] = [];
    for (const type of ['xray-load', 'xray-results', 'xray-error', 'xray-progress']) {
      lab.addEventListener(type, () => told.push(type));
    }
    const asked: string[] = [];
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (this: Worker, ...given: unknown[]) {
      const { name } = given[0] as { name?: string };
      if (name) asked.push(name);
      Reflect.apply(postMessage, this, given);
    };
    try {
      drag(lab, 'dragenter', [await pngFile('hand.png')]);
      // What a test before closes late may be among it.
      const wanted = ['start', 'open', 'decode', 'compute', 'render', 'close'];
      await waitUntil(() => wanted.every((name) => asked.includes(name)));
    } finally {
      Worker.prototype.postMessage = postMessage;
    }
    expect([lab.busy, lab.results.length, told]).to.deep.equal([false, 0, []]);
  });

  it('told as soon as they are over it, so that what computes comes up meanwhile', () => {
    const host = Object.assign(document.createElement('div'), {
      addController: () => undefined,
      removeController: () => undefined,
      requestUpdate: () => undefined,
      updateComplete: Promise.resolve(true),
    });
    let told = 0;
    const intake = { expect: () => void told++, refuseAddress: () => undefined };
    const target = new DropTarget(host, () => undefined, intake);
    document.body.append(host);
    target.hostConnected();
    const text = new DragEvent('dragenter', { dataTransfer: new DataTransfer() });
    host.dispatchEvent(text);
    expect(told).to.equal(0);
    const file = new File([], 'a.png');
    for (let i = 0; i < 3; i++) drag(host, 'dragenter', [file]);
    expect(told).to.equal(1);
    host.remove();
  });

  it('by dropping them anywhere on the standalone page', async () => {
    const lab = await openLab();
    const errors = record(lab, 'xray-error');
    const image = await pngFile('a.png');
    const end = takeDropsAnywhere(lab);
    try {
      for (const target of [document.body, document.documentElement, lab.parentElement ?? lab, lab]) {
        const taken = next(lab, 'xray-results');
        const events = ['dragenter', 'dragover', 'drop'].map((type) => drag(target, type, [image]));
        expect(events.map(({ defaultPrevented }) => defaultPrevented)).to.deep.equal([true, true, true]);
        await taken;
      }
      expect([lab.results.length, errors.length]).to.deep.equal([4, 0]);
      // Text is the page's.
      const text = new DataTransfer();
      text.setData('text/plain', 'a');
      const event = new DragEvent('drop', { dataTransfer: text, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
      expect(event.defaultPrevented).to.equal(false);
    } finally {
      end();
    }
  });

  it('not as an address: the page stays, and says what to do', async () => {
    const lab = await openLab();
    const errors = record(lab, 'xray-error');
    const end = takeDropsAnywhere(lab);
    const address = (type: string, target: EventTarget, format: string): DragEvent => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData(format, 'https://example.invalid/film.png');
      const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true });
      target.dispatchEvent(event);
      return event;
    };
    try {
      for (const target of [button(lab, 'Choose X-ray Image'), document.body]) {
        const types = ['dragenter', 'dragover', 'drop'];
        const events = types.map((type) => address(type, target, 'text/uri-list'));
        expect(events.map(({ defaultPrevented }) => defaultPrevented)).to.deep.equal([true, true, true]);
        // As Firefox goes there too.
        expect(address('drop', target, 'text/plain').defaultPrevented).to.equal(true);
      }
      await lab.updateComplete;
      expect(hint(lab)).to.have.length(0);
      expect(errors.map(({ code, file }) => [code, file])).to.deep.equal(Array(4).fill(['unsupported-type', null]));
      // Once, however often.
      expect(
        findAll(lab, '[role="alert"]').map(({ innerText }) => innerText.match(/\w+ the image/)?.[0]),
      ).to.deep.equal(['Save the image']);
      lab.messages = GERMAN;
      await lab.updateComplete;
      expect(find(lab, '[role="alert"]').innerText).to.contain('Das Bild zuerst auf diesem Gerät speichern');
      // Into a field it is text.
      await lab.process(await pngFile('hand.png'));
      await lab.updateComplete;
      expect(address('drop', find(lab, '#blur-sigma-value'), 'text/uri-list').defaultPrevented).to.equal(false);
    } finally {
      end();
    }
  });

  it('shows no drop hint for what was dragged over a part that is gone', async () => {
    const lab = await openLab();
    const file = await pngFile('hand.png');
    drag(button(lab, 'Choose X-ray Image'), 'dragenter', [file]);
    await lab.updateComplete;
    expect(hint(lab)).to.have.length(1);
    // The images take the drop area's place under the pointer, which then leaves the element.
    await lab.process(file);
    await lab.updateComplete;
    drag(button(lab, 'Reset'), 'dragenter', [file]);
    drag(button(lab, 'Reset'), 'dragleave', [file]);
    await lab.updateComplete;
    expect(hint(lab)).to.have.length(0);
  });

  it('by pasting, but never from where text is written', async () => {
    const lab = await openLab();
    const file = await pngFile('image.png');
    const outside = document.createElement('input');
    document.body.append(outside);
    outside.focus();
    expect(paste(outside, [file]).defaultPrevented).to.equal(false);
    outside.remove();

    expect(paste(document.body, [new File(['text'], 'a.txt', { type: 'text/plain' })]).defaultPrevented).to.equal(
      false,
    );
    expect(paste(document.body, [file]).defaultPrevented).to.equal(true);
    await next(lab, 'xray-results');

    // As when they are dropped.
    const errors = record(lab, 'xray-error');
    for (const [name, type] of [
      ['report.pdf', 'application/pdf'],
      ['image.dcm', ''],
    ]) {
      expect(paste(document.body, [new File(['%PDF-1.7 or DICM'], name, { type })]).defaultPrevented).to.equal(true);
      await waitUntil(() => errors.some(({ message }) => message.startsWith(name)));
    }
    expect(errors.map(({ code }) => code)).to.deep.equal(['unsupported-type', 'unsupported-type']);

    const field = find<HTMLInputElement>(lab, 'input[type="number"]');
    field.focus();
    expect(paste(field, [file]).defaultPrevented).to.equal(false);
    button(lab, 'Reset').focus();
    expect(paste(button(lab, 'Reset'), [file]).defaultPrevented).to.equal(true);
    await next(lab, 'xray-results');
    expect(lab.results).to.have.length(2);
  });

  it('pasted once where two elements wait for it', async () => {
    const [first, second] = [await openLab(), await openLab()];
    paste(document.body, [await pngFile('image.png')]);
    await next(first, 'xray-results');
    expect([first.results.length, second.results.length]).to.deep.equal([1, 0]);
  });

  it('from src, with an error where there is none', async () => {
    const url = URL.createObjectURL(await pngFile('x.png'));
    const lab = await openLab({ src: url });
    await next(lab, 'xray-results');
    expect(lab.results[0].name).to.equal('image');
    URL.revokeObjectURL(url);

    const errors = record(lab, 'xray-error');
    lab.src = '/there/is/no/such/image.png';
    await waitUntil(() => errors.length > 0);
    expect(errors[0]).to.include({ code: 'decode-failed', file: null });
    expect(errors[0].message).to.equal('image.png: the image could not be loaded.');
    expect(lab.results).to.have.length(1);
  });

  it('as samples, fetched only when wanted and only from the same origin', async () => {
    const url = URL.createObjectURL(await pngFile('x.png'));
    const fetched: string[] = [];
    const realFetch = window.fetch;
    window.fetch = (input, init) => {
      fetched.push(String(input));
      return realFetch(input, init);
    };
    try {
      const lab = await openLab({ sample: `https://example.invalid/a.png ${url}` });
      expect(fetched).to.deep.equal([]);
      button(lab, 'Try a sample').click();
      await next(lab, 'xray-results');
      expect(fetched).to.deep.equal([url]);
      // At first sight a sample looks right, and one press brings the original application's parameters.
      const { enhance, blur, canny } = lab.results[0].params;
      expect([enhance.method, blur.kernelSize, canny.thresholds]).to.deep.equal(['clahe', 9, 'auto']);
      button(lab, 'Undo').click();
      await next(lab, 'xray-results');
      expect(lab.results[0].params).to.deep.equal(DEFAULT_PARAMS);
      const set = await openLab({ sample: url, 'blur-size': '7' });
      button(set, 'Try a sample').click();
      await next(set, 'xray-results');
      expect(set.results[0].params).to.deep.equal(resolveParams({ blur: { kernelSize: 7 } }));
      fetched.pop();
    } finally {
      window.fetch = realFetch;
    }
    expect(buttons(await openLab({ sample: 'https://example.invalid/a.png' }), 'Try a sample')).to.have.length(0);
  });
});
