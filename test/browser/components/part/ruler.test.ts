import { expect, fixture, html } from '@open-wc/testing';
import { Ruler } from '../../../../src/components/part/ruler.ts';
import { expectMark, marked } from '../support/marked-box.ts';

describe('where a pointer is in an element', () => {
  const around = {
    'as it is': '',
    scaled: 'transform: scale(0.6); transform-origin: 0 0',
    'scaled by two measures': 'transform: scale(1.7, 0.4)',
    mirrored: 'transform: scaleX(-1)',
    turned: 'transform: rotate(33deg)',
    'turned by half': 'transform: rotate(180deg)',
    skewed: 'transform: skew(20deg, 5deg)',
    zoomed: 'zoom: 0.7',
    'zoomed and scaled': 'zoom: 1.3; transform: scale(0.6)',
    'in perspective, in its plane': 'perspective: 400px; transform: scale(0.5)',
  };
  for (const [how, outer] of Object.entries(around)) {
    it(`is told right ${how}`, async () => expectMark(await marked(outer)));
  }

  it('is told right where the element is turned itself, in one that is zoomed', async () => {
    expectMark(await marked('zoom: 0.8', 'transform: rotate(-90deg) scale(0.5)'));
  });

  const untold = {
    'seen in perspective': ['perspective: 300px', 'transform: rotateY(50deg)'],
    'seen from its edge': ['', 'transform: rotateY(90deg)'],
    'scaled to nothing': ['transform: scale(0)', ''],
    'not shown': ['display: none', ''],
  };
  for (const [how, [outer, own]] of Object.entries(untold)) {
    it(`is not told ${how}`, async () => {
      expect(await marked(outer, own)).to.equal(null);
    });
  }
});

it('a pointer on a border between pixels is on it, whatever the size of the element', async () => {
  for (let width = 301; width < 350; width += 0.7) {
    const ruler = new Ruler();
    const box = await fixture<HTMLElement>(
      html`<div style="position: relative; width: ${width}px; height: 77px"></div>`,
    );
    box.append(...ruler.corners);
    const { left, top } = box.getBoundingClientRect();
    for (const x of [1, 60, 113, 299]) expect(ruler.at({ x: left + x, y: top + 7 })).to.include({ x, y: 7 });
  }
});
