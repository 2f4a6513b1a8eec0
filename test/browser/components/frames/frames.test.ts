import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { dicomRun } from '../support/dicom-run.ts';
import { focused } from '../support/focused.ts';
import {
  button,
  buttons,
  canvasOf,
  enter,
  find,
  findAll,
  grayOn,
  openLab,
  pngFile,
  record,
} from '../support/lab-fixture.ts';
import { area, painted, zoomShown } from '../support/viewer-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

async function openRun(frames = 5, attributes: Record<string, string> = {}): Promise<XrayLab> {
  const lab = await openLab(attributes);
  await lab.process(dicomRun(frames));
  await lab.updateComplete;
  return lab;
}

const slider = (lab: Element): HTMLInputElement => find(find(lab, 'xray-frame-bar'), 'input[type="range"]');
const number = (lab: Element): HTMLInputElement => find(find(lab, 'xray-frame-bar'), 'input[type="number"]');
const shown = (lab: XrayLab, frame: number): Promise<void> =>
  waitUntil(() => lab.results[0]?.frame === frame && !lab.busy);

/** The shade of the middle of the original, as its window of 0 … 4000 shows it. */
async function middle(lab: XrayLab): Promise<number> {
  const { data } = await lab.results[0].read('original');
  return data[data.length / 2];
}

const shadeOf = (frame: number): number => Math.round(((100 * (frame + 1) - 1999.5) * 255) / 3999 + 127.5);

describe('a file of several frames', () => {
  it('has a slider, steps, a number and keys, which show another one', async () => {
    const lab = await openRun();
    expect([slider(lab).value, slider(lab).max, slider(lab).getAttribute('aria-valuetext')]).to.deep.equal([
      '1',
      '5',
      'Frame 1 of 5',
    ]);
    expect(button(lab, 'Previous frame').disabled).to.equal(true);
    const loads = record(lab, 'xray-load');
    button(lab, 'Next frame').click();
    await shown(lab, 1);
    expect(await middle(lab)).to.equal(shadeOf(1));
    enter(slider(lab), '4');
    await shown(lab, 3);
    enter(number(lab), '99');
    await shown(lab, 4);
    await waitUntil(() => number(lab).value === '5' && button(lab, 'Next frame').disabled);
    button(lab, 'Open Grayscale').focus();
    await sendKeys({ press: ',' });
    await shown(lab, 3);
    await sendKeys({ press: '.' });
    await shown(lab, 4);
    expect(loads.map(({ frame, frames }) => [frame, frames])).to.deep.equal([1, 3, 4, 3, 4].map((frame) => [frame, 5]));
    expect(await middle(lab)).to.equal(shadeOf(4));
    // In a field they are typed.
    number(lab).focus();
    await sendKeys({ press: ',' });
    await lab.updateComplete;
    expect(lab.results[0].frame).to.equal(4);
  });

  it('is another picture in the figures', async () => {
    const lab = await openRun();
    const canvas = canvasOf(lab, 'original');
    const shade = (): number => grayOn(canvas).at(-1) ?? -1;
    await waitUntil(() => shade() === shadeOf(0));
    await lab.showFrame(3);
    await waitUntil(() => shade() === shadeOf(3));
    expect(canvas.className).to.equal('painted');
  });

  it('keeps the zoom of the viewer, its stage and its keys', async () => {
    const lab = await openRun();
    button(lab, 'Open Grayscale').focus();
    await sendKeys({ press: 'Enter' });
    await painted(lab);
    await sendKeys({ press: '1' });
    await sendKeys({ press: '+' });
    await waitUntil(() => zoomShown(lab) === '141 %');
    await sendKeys({ press: '.' });
    await shown(lab, 1);
    expect([zoomShown(lab), find<HTMLSelectElement>(lab, 'select[aria-label="Image"]').value]).to.deep.equal([
      '141 %',
      'grayscale',
    ]);
    expect(focused()).to.equal(area(lab));
    await waitUntil(() => slider(lab).value === '2');
  });

  it('is told of in the details; a frame is no step to be undone', async () => {
    const lab = await openRun();
    await lab.showFrame(2);
    await lab.updateComplete;
    const text = find(lab, '[part="details"]').innerText;
    expect(text).to.contain('Frame 3 of 5');
    expect(text).to.contain('0.148 mm a pixel, at the detector');
    expect(text).to.contain('MONOCHROME2, Explicit VR Little Endian');
    expect(buttons(lab, 'Undo').map((undo) => undo.getAttribute('aria-disabled'))).to.deep.equal(['true']);
  });

  it('of one frame has no bar', async () => {
    const lab = await openLab();
    await lab.process([dicomRun(1), await pngFile('a.png')]);
    await lab.updateComplete;
    expect(findAll(lab, 'xray-frame-bar')).to.deep.equal([]);
    expect(findAll(lab, '.inform')).to.have.length(1);
  });
});
