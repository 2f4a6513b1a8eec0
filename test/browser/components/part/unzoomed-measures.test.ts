import { expectMark, marked } from '../support/marked-box.ts';
import { zoomOf } from '../support/zoom-of.ts';

/** How browsers measure what is zoomed that do not tell where it is seen: given where that is, and its zoom. */
const MEASURES: Readonly<Record<string, (seen: DOMRect, zoom: number) => DOMRect>> = {
  'Chrome did until 127': ({ x, y, width, height }, zoom) =>
    new DOMRect(x / zoom, y / zoom, width / zoom, height / zoom),
  // From the page's upper left corner, without the zoom; then from the window's, with what is scrolled as it is.
  'WebKit does': ({ x, y, width, height }, zoom) =>
    new DOMRect((x + scrollX) / zoom - scrollX, (y + scrollY) / zoom - scrollY, width / zoom, height / zoom),
};

/** Has all elements measured so; in browsers that do not measure as they should by themselves nothing is changed. */
function measureAs(measured: (seen: DOMRect, zoom: number) => DOMRect): () => void {
  const { prototype } = Element;
  const { getBoundingClientRect } = prototype;
  const probe = document.createElement('div');
  probe.style.cssText = 'width: 9px; zoom: 2';
  document.body.append(probe);
  const { width } = probe.getBoundingClientRect();
  probe.remove();
  if (width === 9) return () => undefined;
  prototype.getBoundingClientRect = function (this: Element) {
    return measured(getBoundingClientRect.call(this), zoomOf(this));
  };
  return () => void (prototype.getBoundingClientRect = getBoundingClientRect);
}

for (const [how, measured] of Object.entries(MEASURES)) {
  describe(`where a pointer is in an element that is measured as ${how}, in a scrolled page`, () => {
    const page = document.createElement('div');
    let restore = (): void => undefined;
    before(() => {
      page.style.cssText = 'width: 300vw; height: 300vh';
      document.body.append(page);
      scrollTo(40, 90);
      restore = measureAs(measured);
    });
    after(() => {
      restore();
      page.remove();
    });

    for (const [outer, own] of [
      ['', ''],
      ['zoom: 0.7', ''],
      ['zoom: 0.8', 'zoom: 1.25'],
      ['zoom: 1.3; transform: scale(0.6)', ''],
      ['zoom: 0.8', 'transform: rotate(-90deg) scale(0.5)'],
    ]) {
      it(`is told right with "${outer}" around it and "${own}" on it`, async () =>
        expectMark(await marked(outer, own)));
    }
  });
}
