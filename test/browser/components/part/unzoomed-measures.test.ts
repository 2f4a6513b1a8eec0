import { expectMark, marked } from '../support/marked-box.ts';
import { zoomOf } from '../support/zoom-of.ts';

/** As browsers measure that know no zoom there; those that do so by themselves are left alone. */
function measureUnzoomed(): () => void {
  const { prototype } = Element;
  const { getBoundingClientRect } = prototype;
  const probe = document.createElement('div');
  probe.style.cssText = 'width: 9px; zoom: 2';
  document.body.append(probe);
  const { width } = probe.getBoundingClientRect();
  probe.remove();
  if (width === 9) return () => undefined;
  prototype.getBoundingClientRect = function (this: Element) {
    const { x, y, width, height } = getBoundingClientRect.call(this);
    const zoom = zoomOf(this);
    return new DOMRect(x / zoom, y / zoom, width / zoom, height / zoom);
  };
  return () => void (prototype.getBoundingClientRect = getBoundingClientRect);
}

describe('where a pointer is in an element, in browsers that measure it as if it were not zoomed', () => {
  let restore = (): void => undefined;
  before(() => {
    restore = measureUnzoomed();
  });
  after(() => restore());

  for (const [outer, own] of [
    ['', ''],
    ['zoom: 0.7', ''],
    ['zoom: 0.8', 'zoom: 1.25'],
    ['zoom: 1.3; transform: scale(0.6)', ''],
    ['zoom: 0.8', 'transform: rotate(-90deg) scale(0.5)'],
  ]) {
    it(`is told right with "${outer}" around it and "${own}" on it`, async () => expectMark(await marked(outer, own)));
  }
});
