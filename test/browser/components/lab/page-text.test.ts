import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { button, findAll, openLab, pngFile } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

/** What a page may say of its text, and of all in it; none of it is meant for the element. */
const PAGE_TEXT = {
  cursor: 'wait',
  'font-style': 'italic',
  'font-variant': 'small-caps',
  'font-weight': '900',
  hyphens: 'auto',
  'letter-spacing': '5px',
  'line-height': '3',
  'list-style': 'square inside',
  quotes: '"<" ">"',
  'tab-size': '2',
  'text-align': 'right',
  'text-indent': '30px',
  'text-shadow': '1px 1px red',
  'text-transform': 'uppercase',
  'white-space': 'pre',
  'word-break': 'break-all',
  'word-spacing': '12px',
  'writing-mode': 'vertical-rl',
} as const;

/** What the browser makes of them, in longhands; the host, whose own box is the page's, is left out. */
function textOf(lab: XrayLab): string[] {
  const probe = document.createElement('p');
  Object.entries(PAGE_TEXT).forEach(([name, value]) => probe.style.setProperty(name, value));
  const names = [...probe.style];
  return findAll(lab, '*').map((element) => {
    const style = getComputedStyle(element);
    const said = names.map((name) => `${name}: ${style.getPropertyValue(name)}`);
    return [element.localName, element.className, ...said].join('; ');
  });
}

function dress({ parentElement }: XrayLab, style: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(style)) parentElement?.style.setProperty(name, value);
}

describe('the text of a page', () => {
  it('does not reach into the element: not into the empty one, the images, the viewer', async () => {
    const lab = await openLab();
    const same = (where: string): void => {
      const before = textOf(lab);
      dress(lab, PAGE_TEXT);
      const within = textOf(lab);
      for (const name of Object.keys(PAGE_TEXT)) lab.parentElement?.style.removeProperty(name);
      expect(before.length, where).to.be.above(10);
      expect(within, where).to.deep.equal(before);
    };
    same('empty');
    await lab.process([await pngFile('a.png'), await pngFile('b.png')]);
    await waitUntil(() => findAll(lab, 'canvas.painted').length === 5 && !lab.busy);
    same('images');
    button(lab, 'Open Grayscale').click();
    await waitUntil(() => findAll(lab, '.area').length === 1);
    await lab.updateComplete;
    same('viewer');
  });

  it('but whether it is seen, can be pressed, and its font are the page’s', async () => {
    const lab = await openLab();
    dress(lab, { visibility: 'hidden', 'pointer-events': 'none', 'font-family': 'monospace' });
    const { visibility, pointerEvents, fontFamily } = getComputedStyle(button(lab, 'Choose X-ray Image'));
    expect([visibility, pointerEvents, fontFamily]).to.deep.equal(['hidden', 'none', 'monospace']);
  });
});
