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
export async function marked(outer: string, own = ''): Promise<PlaceInside | null> {
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

export function expectMark(place: PlaceInside | null): void {
  // As exactly as the places that are tried tell, of a mark that may be small.
  expect(place?.x).to.be.closeTo(225, STEP);
  expect(place?.y).to.be.closeTo(50, STEP);
  expect(place?.width).to.be.closeTo(300, 0.01);
  expect(place?.height).to.be.closeTo(200, 0.01);
}
