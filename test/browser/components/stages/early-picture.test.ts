import { expect, fixture, html } from '@open-wc/testing';
import '../../../../src/components/define.ts';
import { defineImageParts } from '../../../../src/components/image/define-image-parts.ts';
import type { XrayStageFigure } from '../../../../src/components/stages/stage-figure.ts';
import { DragOut } from '../../../../src/components/saving/drag-out.ts';
import { defineViewer } from '../../../../src/components/viewer/define-viewer.ts';
import type { XrayViewer } from '../../../../src/components/viewer/viewer.ts';
import type { StagePainter } from '../../../../src/session/processing/stage-source.ts';
import { Gate } from '../../../support/gate.ts';
import { find, findAll, grayOn, openLab } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';
import { MESSAGES } from '../../../../src/components/words/messages.ts';

function filled(width: number, height: number, gray: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  if (context) context.fillStyle = `rgb(${gray} ${gray} ${gray})`;
  context?.fillRect(0, 0, width, height);
  return canvas;
}

async function openFigure(): Promise<{ figure: XrayStageFigure; canvas: HTMLCanvasElement }> {
  await openLab();
  defineImageParts();
  const box = await fixture<HTMLElement>(html`<div style="width: 300px"></div>`);
  const figure = document.createElement('xray-stage-figure') as XrayStageFigure;
  Object.assign(figure, { words: MESSAGES, imageWidth: 900, imageHeight: 600 });
  box.append(figure);
  await figure.updateComplete;
  return { figure, canvas: find<HTMLCanvasElement>(figure, 'canvas') };
}

const painted = (canvas: HTMLCanvasElement): boolean => canvas.classList.contains('painted');

/** What is on the canvas, where it is of one gray. */
const grayOf = (canvas: HTMLCanvasElement): number[] => [...new Set(grayOn(canvas))];

describe('an early picture', () => {
  it('is seen at once, and what is painted takes its place without a moment of nothing', async () => {
    const { figure, canvas } = await openFigure();
    figure.early = await createImageBitmap(filled(90, 60, 100));
    await waitUntil(() => painted(canvas));
    const { width, height } = canvas;
    const { style } = canvas;
    const place = [style.width, style.height];
    expect([width, height, grayOf(canvas)]).to.deep.equal([width, Math.round((width * 2) / 3), [100]]);

    const gate = new Gate();
    gate.close();
    const painter: StagePainter = async (_stage, target, size) => {
      await gate.pass();
      Object.assign(target, size);
      target.getContext('2d')?.drawImage(filled(1, 1, 200), 0, 0, target.width, target.height);
      return true;
    };
    figure.early.close();
    Object.assign(figure, { painter, version: 1, early: null });
    await figure.updateComplete;
    expect([painted(canvas), canvas.width, canvas.height, grayOf(canvas)]).to.deep.equal([true, width, height, [100]]);
    gate.open();
    await waitUntil(() => grayOf(canvas)[0] === 200);
    expect([painted(canvas), canvas.width, canvas.height]).to.deep.equal([true, width, height]);
    expect([style.width, style.height]).to.deep.equal(place);
  });

  it('goes where nothing comes of its file', async () => {
    const { figure, canvas } = await openFigure();
    figure.early = await createImageBitmap(filled(90, 60, 100));
    await waitUntil(() => painted(canvas));
    figure.early = null;
    await waitUntil(() => !painted(canvas));
  });

  it('cannot be saved from the browser’s menu, however small the image is', async () => {
    const { figure, canvas } = await openFigure();
    Object.assign(figure, {
      words: MESSAGES,
      imageWidth: 90,
      imageHeight: 60,
      dragOut: new DragOut({ image: () => null, mayGive: () => true, tellGiven: () => undefined }),
      early: await createImageBitmap(filled(90, 60, 100)),
    });
    await waitUntil(() => painted(canvas));
    const shown = canvas.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
    expect(shown).to.equal(false);
    expect(findAll<HTMLButtonElement>(figure, 'figcaption button:disabled')).to.have.length.greaterThan(0);
  });

  it('is named and told of as any picture is: there is nothing new to hear', async () => {
    const { figure, canvas } = await openFigure();
    const heard = (): string => find(figure, 'figure').innerText + (canvas.getAttribute('aria-label') ?? '');
    const before = heard();
    figure.early = await createImageBitmap(filled(90, 60, 100));
    await waitUntil(() => painted(canvas));
    expect(heard()).to.equal(before);
  });

  it('is seen in the viewer too, which reads no values from it', async () => {
    await openLab();
    defineViewer();
    const box = await fixture<HTMLElement>(html`<div style="width: 300px"></div>`);
    const viewer = document.createElement('xray-viewer') as XrayViewer;
    const early = await createImageBitmap(filled(90, 60, 100));
    Object.assign(viewer, { words: MESSAGES, open: true, stage: 'original', imageWidth: 900, imageHeight: 600, early });
    box.append(viewer);
    await waitUntil(() => findAll(viewer, 'canvas.painted').length === 1);
    expect(grayOf(find<HTMLCanvasElement>(viewer, 'canvas'))).to.deep.equal([100]);
    find(viewer, '.area').focus();
    find(viewer, '.area').dispatchEvent(new KeyboardEvent('keydown', { key: 'c', bubbles: true, composed: true }));
    await viewer.updateComplete;
    expect(find(viewer, '[part="probe"]').innerText).not.to.contain('100');
    viewer.early = null;
    await waitUntil(() => findAll(viewer, 'canvas.painted').length === 0);
  });
});
