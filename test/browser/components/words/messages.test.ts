import { expect } from '@open-wc/testing';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { FORMAT_NAMES } from '../../../../src/decode/source/formats.ts';
import { GERMAN } from '../../../../src/messages/de.ts';
import {
  button,
  figures,
  find,
  findAll,
  openLab,
  pngFile,
  record,
  textFile,
  tornFile,
} from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const ENGLISH = /\b(the|of|and|with|is|are|files?|images?|values?|computed|about|reset|save|open|copy|choose|done)\b/i;

/** What is said in `root` and below: texts, names, titles. */
function saidIn(root: Element | ShadowRoot): string[] {
  const said: string[] = [];
  for (const element of findAll<Element>(root, '*')) {
    if (element.localName === 'style') continue;
    for (const name of ['aria-label', 'title', 'aria-valuetext', 'placeholder', 'alt']) {
      said.push(element.getAttribute(name) ?? '');
    }
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) said.push(node.textContent ?? '');
  }
  return said.map((text) => text.trim()).filter((text) => text !== '');
}

function expectGerman(lab: XrayLab, state: string): void {
  const said = saidIn(lab);
  expect(said.length, state).to.be.greaterThan(4);
  expect(
    said.filter((text) => ENGLISH.test(text)),
    state,
  ).to.deep.equal([]);
}

describe('<xray-lab> in another language', () => {
  it('says nothing in English, in any state', async () => {
    const lab = await openLab({ sample: '/a.png' });
    lab.messages = GERMAN;
    await lab.updateComplete;
    expect(find(lab, '.lab').lang).to.equal('de');
    expectGerman(lab, 'empty');
    const errors = record(lab, 'xray-error');
    const files = [
      await pngFile('eins.png'),
      await pngFile('zwei.png'),
      textFile('drei.txt'),
      await tornFile('vier.png'),
    ];
    await lab.process(files);
    lab.cannyL2 = true;
    await waitUntil(() => !lab.busy && findAll(lab, 'canvas.painted').length === 5);
    button(lab, 'Parameter erklären').click();
    await waitUntil(() => findAll(lab, '.bars').length === 2);
    expectGerman(lab, 'results');
    expect(errors.map(({ message }) => message)).to.deep.equal([
      `drei.txt: ${GERMAN.errors['unsupported-type']({}, FORMAT_NAMES)[0]}`,
      'vier.png: das Bild konnte nicht gelesen werden. Die Datei ist wohl beschädigt.',
    ]);
    button(lab, 'Graustufen öffnen').click();
    await waitUntil(() => findAll(lab, 'xray-view-pane').length === 1);
    expectGerman(lab, 'viewer');
    button(lab, 'Tasten').click();
    await waitUntil(() => findAll(lab, '[role="dialog"]').length === 1);
    expectGerman(lab, 'keys');
  });

  it('changes with the property, and goes back to English without it', async () => {
    const lab = await openLab();
    await lab.process(await pngFile('a.png'));
    lab.messages = { reset: 'Start over', stages: { edges: { title: 'Outlines' } } };
    await lab.updateComplete;
    await waitUntil(() => figures(lab)[4].getAttribute('aria-label') === 'Outlines');
    expect(button(lab, 'Start over')).to.not.equal(null);
    expect(button(lab, 'Choose X-ray Image')).to.not.equal(null);
    lab.messages = {};
    await waitUntil(() => figures(lab)[4].getAttribute('aria-label') === 'Canny Edge Detection');
  });
});
