import { expect, fixture, html } from '@open-wc/testing';
import { Ruler, type PlaceInside } from '../../../../src/components/part/ruler.ts';

/** Where everything of it is met by pointers, also scaled or turned. */
const IN_SIGHT = 'position: fixed; left: 160px; top: 160px; width: 314px; z-index: 9; background: #fff';

/** Every so many pixels of the window a pointer is tried. */
const STEP = 3;

/** Where `element` is for a pointer: the middle of the places at which it is met; anywhere where it is not. */
function seen(element: Element): { x: number; y: number } {
  const places: { x: number; y: number }[] = [];
  for (let x = 0; x < innerWidth; x += STEP) {
    for (let y = 0; y < innerHeight; y += STEP) if (document.elementFromPoint(x, y) === element) places.push({ x, y });
  }
  const middle = (of: (place: { x: number; y: number }) => number): number =>
    places.reduce((sum, place) => sum + of(place), 0) / places.length;
  return places.length === 0 ? { x: 9, y: 9 } : { x: middle(({ x }) => x), y: middle(({ y }) => y) };
}

/** A box of 300 × 200 with a border and a mark around (225, 50) in it, inside an element with `outer` and of `own` styles. */
async function marked(outer: string, own = ''): Promise<PlaceInside | null> {
  const ruler = new Ruler();
  const around = await fixture<HTMLElement>(html`<div style="${IN_SIGHT};${outer}"></div>`);
  const box = document.createElement('div');
  box.style.cssText = `position: relative; width: 300px; height: 200px; border: 7px solid; ${own}`;
  const mark = document.createElement('b');
  mark.style.cssText = 'position: absolute; left: 205px; top: 30px; width: 40px; height: 40px';
  box.append(...ruler.corners, mark);
  around.append(box);
  return ruler.at(seen(mark));
}

function expectMark(place: PlaceInside | null): void {
  // As exactly as the places that are tried tell, of a mark that may be small.
  expect(place?.x).to.be.closeTo(225, STEP);
  expect(place?.y).to.be.closeTo(50, STEP);
  expect(place?.width).to.be.closeTo(300, 0.01);
  expect(place?.height).to.be.closeTo(200, 0.01);
}

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
