import { expect, fixture, html } from '@open-wc/testing';
import { defineViewer } from '../../../../src/components/viewer/define-viewer.ts';
import type { StagePainter } from '../../../../src/session/processing/stage-source.ts';
import type { XrayViewPane } from '../../../../src/components/pane/view-pane.ts';
import { find, findAll } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const SIZE = { width: 20, height: 20 };
const paint: StagePainter = (stage, canvas) => {
  Object.assign(canvas, SIZE);
  canvas.dataset['stage'] = stage;
  return Promise.resolve(true);
};

async function openPane(painter: StagePainter): Promise<XrayViewPane> {
  defineViewer();
  return fixture<XrayViewPane>(html`
    <xray-view-pane
      .stage=${'original'}
      .version=${1}
      .painter=${painter}
      .framing=${{ image: SIZE, box: SIZE }}
      .view=${{ zoom: 'fit', centre: { x: 10, y: 10 } }}
    ></xray-view-pane>
  `);
}

const isShown = (pane: Element): boolean => findAll(pane, '.painted').length === 1;

describe('a pane of the viewer', () => {
  it('shows nothing for a stage that is not computed yet, and no other one’s picture under its name', async () => {
    const pane = await openPane(paint);
    await waitUntil(() => isShown(pane));
    Object.assign(pane, { stage: 'edges', version: 0 });
    await pane.updateComplete;
    expect(isShown(pane)).to.equal(false);
    pane.version = 1;
    await waitUntil(() => isShown(pane));
    expect(find(pane, 'canvas').dataset['stage']).to.equal('edges');
  });

  it('nor one whose drawing ends when it has become another stage’s pane', async () => {
    let finish = (): void => undefined;
    const pane = await openPane(async (stage, canvas, options) => {
      if (stage === 'original') await new Promise<void>((resolve) => (finish = resolve));
      return paint(stage, canvas, options);
    });
    Object.assign(pane, { stage: 'edges', version: 0 });
    await pane.updateComplete;
    finish();
    // The drawing's own steps, and those of what follows it.
    await new Promise((resolve) => setTimeout(resolve));
    await pane.updateComplete;
    expect(isShown(pane)).to.equal(false);
  });

  it('shows what it was given while it was drawn in vain', async () => {
    let finish = (): void => undefined;
    const pane = await openPane(async () => {
      await new Promise<void>((resolve) => (finish = resolve));
      return false;
    });
    pane.painter = paint;
    await pane.updateComplete;
    finish();
    await waitUntil(() => isShown(pane));
  });
});
