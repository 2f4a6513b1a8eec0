import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { GERMAN } from '../../../../src/messages/de.ts';
import { radiograph } from '../../../support/images.ts';
import { button, find, findAll, openLab, pngFile, tornFile } from '../support/lab-fixture.ts';
import { painted } from '../support/viewer-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

function roots(root: Element | ShadowRoot): ShadowRoot[] {
  const here = root instanceof Element && root.shadowRoot ? [root.shadowRoot] : [];
  const inner = [...root.querySelectorAll('*')].flatMap((element) => (element.shadowRoot ? roots(element) : []));
  return [...here.flatMap((shadow) => [shadow, ...roots(shadow)]), ...inner];
}

/** Puts another node in the place of every text that may be translated, as translators do; says how many. */
function translate(lab: XrayLab): number {
  let translated = 0;
  for (const root of roots(lab)) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) {
      if (text.data.trim() === '' || text.parentElement?.closest('style, [translate="no"]')) continue;
      const stand = document.createElement('font');
      stand.textContent = text.data;
      text.replaceWith(stand);
      translated++;
    }
  }
  return translated;
}

/** Everything that can be read in the element, piece by piece. */
function readable(lab: XrayLab): string[] {
  const textOf = (node: Node): string[] =>
    node instanceof Text
      ? [node.data]
      : node instanceof HTMLStyleElement
        ? []
        : [...((node as Element).shadowRoot ?? node).childNodes].flatMap(textOf);
  return (
    textOf(lab)
      .map((text) => text.replace(/\s+/g, ' ').trim())
      .filter((text) => text !== '')
      // Of a moment.
      .map((text) => text.replace(/[\d.,]+ m?s\b/, 'so long'))
  );
}

describe('in a page that a translator has been over', () => {
  it('another file’s name, size and values take the place of the former ones', async () => {
    const lab = await openLab();
    await lab.process([await pngFile('a.png', radiograph(120, 90)), await pngFile('b.png', radiograph(136, 80))]);
    await lab.updateComplete;
    expect(translate(lab)).to.be.above(40);
    findAll<HTMLButtonElement>(lab, 'button.file')[1].click();
    const details = find(lab, '[part~="details"]');
    await waitUntil(() => details.innerText.includes('b.png'));
    expect(details.innerText).to.contain('136 × 80').and.not.to.contain('120');
    expect(details.innerText).not.to.contain('a.png');
    button(lab, 'Remove a.png').click();
    await waitUntil(() => findAll(lab, 'button.file').length === 0);
  });

  it('no text stays behind when all of them change', async () => {
    const files = [await pngFile('a.png'), await pngFile('b.png'), await tornFile('c.png')];
    const [translated, fresh] = [await openLab(), await openLab()];
    for (const lab of [translated, fresh]) {
      await lab.process(files);
      await lab.updateComplete;
      button(lab, 'Open Grayscale').click();
      await waitUntil(() => findAll(lab, '.probe').length === 1);
      // Its size is not known before.
      await painted(lab);
      await lab.updateComplete;
    }
    translate(translated);
    translated.messages = GERMAN;
    fresh.messages = GERMAN;
    for (const lab of [translated, fresh]) await lab.updateComplete;
    expect(readable(translated)).to.deep.equal(readable(fresh));
    expect(readable(translated).join(' ')).to.contain('2 von 3 fertig');
    // And once more, of what was put in their place.
    translate(translated);
    translated.messages = {};
    fresh.messages = {};
    for (const lab of [translated, fresh]) await lab.updateComplete;
    expect(readable(translated)).to.deep.equal(readable(fresh));
  });
});
