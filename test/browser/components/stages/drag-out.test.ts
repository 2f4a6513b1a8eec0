import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import type { XrayStageFigure } from '../../../../src/components/stages/stage-figure.ts';
import { decodeImage } from '../../../../src/decode/decode-image.ts';
import { expectSameImage } from '../../../support/expect-same-image.ts';
import { radiograph } from '../../../support/images.ts';
import { canvasOf, figure, find, findAll, next, openLab, pngFile, record, transferOf } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

async function open(attributes: Record<string, string> = {}): Promise<XrayLab> {
  const lab = await openLab(attributes);
  await lab.process(await pngFile('a.png', radiograph(700, 500)));
  await waitUntil(() => canvasOf(lab, 'edges').classList.contains('painted'));
  return lab;
}

function press(canvas: HTMLCanvasElement, pointerType = 'mouse'): void {
  canvas.dispatchEvent(new PointerEvent('pointerdown', { pointerType, button: 0, bubbles: true, composed: true }));
}

interface Dragged {
  readonly begun: boolean;
  readonly transfer: DataTransfer;
}

function drag(target: EventTarget, type: string, transfer = new DataTransfer()): Dragged {
  const event = new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true, composed: true });
  return { begun: target.dispatchEvent(event), transfer };
}

/** A drag as a reader begins it: it comes some moments after the press, in which the file is made. */
async function begin(canvas: HTMLCanvasElement): Promise<Dragged> {
  press(canvas);
  let dragged = drag(canvas, 'dragstart');
  await waitUntil(() => dragged.begun || (dragged = drag(canvas, 'dragstart')).begun);
  return dragged;
}

/** What is dragged, where it was dropped: a transfer that a script made keeps no effect. */
function dropped(transfer: DataTransfer, dropEffect: 'none' | 'copy'): DataTransfer {
  return Object.defineProperty(transfer, 'dropEffect', { value: dropEffect, writable: true, configurable: true });
}

const said = (lab: XrayLab): string[] =>
  findAll(figure(lab, 'edges'), '[role="status"]')
    .filter(({ hidden }) => !hidden)
    .map(({ innerText }) => innerText.trim());

describe('an image that is dragged out of the page', () => {
  it('is a PNG file of its own pixels, under the name that its button saves it under', async () => {
    const lab = await open();
    const canvas = canvasOf(lab, 'edges');
    expect(canvas.width).to.be.lessThan(700);
    const asked = record(lab, 'xray-before-export');
    const { transfer } = await begin(canvas);
    const [file] = transfer.files;
    expect([transfer.files.length, file.name, file.type]).to.deep.equal([1, 'a_edges.png', 'image/png']);
    const edges = await lab.results[0].read('edges');
    expectSameImage(await decodeImage(file), edges, { image: 'a.png', stage: 'edges' });
    const [type, name, ...address] = transfer.getData('DownloadURL').split(':');
    expect([type, name]).to.deep.equal(['image/png', 'a_edges.png']);
    const fetched = await (await fetch(address.join(':'))).blob();
    expectSameImage(await decodeImage(fetched), edges, { image: 'a.png', stage: 'edges' });
    expect(asked.map(({ kind, name: of }) => [kind, of])).to.deep.equal([['png', 'a_edges.png']]);
    expect(await asked[0].files()).to.deep.equal([file]);
  });

  it('is told of when it was dropped somewhere, and not when it was not', async () => {
    const lab = await open();
    const canvas = canvasOf(lab, 'edges');
    const given = record(lab, 'xray-export');
    const { transfer } = await begin(canvas);
    drag(canvas, 'dragend', dropped(transfer, 'none'));
    expect(given).to.deep.equal([]);
    const again = await begin(canvas);
    drag(canvas, 'dragend', dropped(again.transfer, 'copy'));
    expect(given.map(({ kind, name }) => [kind, name])).to.deep.equal([['png', 'a_edges.png']]);
  });

  it('is what was computed last', async () => {
    const lab = await open();
    const canvas = canvasOf(lab, 'edges');
    const first = await begin(canvas);
    lab.cannyLow = 5;
    await next(lab, 'xray-results');
    const second = await begin(canvas);
    const edges = await lab.results[0].read('edges');
    expectSameImage(await decodeImage(second.transfer.files[0]), edges, { image: 'a.png', stage: 'edges' });
    expect(first.transfer.files[0].size).not.to.equal(second.transfer.files[0].size);
  });

  it('has no name of a patient where results have none', async () => {
    const lab = await open({ naming: 'timestamp' });
    const { transfer } = await begin(canvasOf(lab, 'edges'));
    expect(transfer.files[0].name).to.match(/^medical_\d{8}_\d{6}_edges\.png$/);
    expect(transfer.getData('DownloadURL')).not.to.contain('a_edges');
  });

  it('stays where the page forbids it, and nothing of it gets out', async () => {
    const lab = await open();
    const canvas = canvasOf(lab, 'edges');
    let asked = 0;
    lab.addEventListener('xray-before-export', (event) => {
      asked++;
      event.preventDefault();
    });
    press(canvas);
    let dragged = drag(canvas, 'dragstart');
    await waitUntil(() => asked > 0 || (dragged = drag(canvas, 'dragstart')) === null);
    expect([dragged.begun, dragged.transfer.types.length]).to.deep.equal([false, 0]);
  });

  it('is none before its file is made: the figure says where the whole image is, and the next drag has it', async () => {
    const lab = await open();
    const canvas = canvasOf(lab, 'edges');
    // As of a film of a hundred megapixels, of which a press that may be a click makes no file.
    const stage = find<XrayStageFigure>(lab, 'xray-stage-figure:last-of-type');
    Object.assign(stage, { imageWidth: 10000, imageHeight: 9900 });
    await stage.updateComplete;
    press(canvas);
    await new Promise((resolve) => setTimeout(resolve));
    const { begun, transfer } = drag(canvas, 'dragstart');
    expect([begun, transfer.types.length]).to.deep.equal([false, 0]);
    await waitUntil(() => said(lab).length === 1);
    expect((await begin(canvas)).transfer.files).to.have.length(1);
  });

  it('is not dragged by a finger, which scrolls the page, nor where nothing may be saved', async () => {
    const canvas = canvasOf(await open(), 'edges');
    press(canvas);
    expect(canvas.draggable).to.equal(true);
    press(canvas, 'touch');
    expect(canvas.draggable).to.equal(false);
    const closed = canvasOf(await open({ 'no-download': '' }), 'edges');
    press(closed);
    expect(closed.draggable).to.equal(false);
  });

  it('is no film to be added where it is dropped on its own element; what comes after it is', async () => {
    const lab = await open();
    const canvas = canvasOf(lab, 'edges');
    const { transfer } = await begin(canvas);
    drag(lab, 'dragenter', transfer);
    await lab.updateComplete;
    expect(findAll(lab, '.drop-hint')).to.have.length(0);
    // Taken, that the browser may not open it, and for nothing.
    expect(drag(lab, 'dragover', dropped(transfer, 'copy')).begun).to.equal(false);
    expect(transfer.dropEffect).to.equal('none');
    expect(drag(lab, 'drop', transfer).begun).to.equal(false);
    drag(canvas, 'dragend', transfer);
    const file = await pngFile('b.png');
    drag(lab, 'dragenter', transferOf([file]));
    await waitUntil(() => findAll(lab, '.drop-hint').length === 1);
    drag(lab, 'drop', transferOf([file]));
    await next(lab, 'xray-results');
    expect(lab.results.map(({ name }) => name)).to.deep.equal(['a.png', 'b.png']);
  });
});
