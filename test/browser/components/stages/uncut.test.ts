import { expect } from '@open-wc/testing';
import { findAll, openLab, pngFile } from '../support/lab-fixture.ts';

describe('the corners of images', () => {
  it('are not cut off, whatever the radius of the controls', async () => {
    const lab = await openLab();
    lab.style.setProperty('--xray-radius', '30px');
    await lab.process(await pngFile('film.png'));
    await lab.updateComplete;
    const canvases = findAll<HTMLCanvasElement>(lab, 'canvas');
    expect(canvases.length).to.be.at.least(5);
    const cut = canvases.filter((canvas) => {
      for (let node: HTMLElement | null = canvas; node; node = node.parentElement) {
        const { borderTopLeftRadius, overflow } = getComputedStyle(node);
        if (node === canvas ? borderTopLeftRadius !== '0px' : overflow !== 'visible' && borderTopLeftRadius !== '0px')
          return true;
      }
      return false;
    });
    expect(cut).to.deep.equal([]);
  });
});
