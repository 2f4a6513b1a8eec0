import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { GERMAN } from '../../../../src/messages/de.ts';
import { find, findAll, openLab, pngFile } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Where the browser's language writes 1,5, a period may stand between thousands. */
const comma = (1.5).toLocaleString().includes(',');

async function openWithImage(attributes: Record<string, string> = {}): Promise<XrayLab> {
  const lab = await openLab(attributes);
  await lab.process(await pngFile('a.png'));
  await lab.updateComplete;
  return lab;
}

const field = (lab: Element, name: string): HTMLInputElement => find(lab, `#${name}-value`);

/** Types in place of what is in a field. */
async function type(input: HTMLInputElement, text: string): Promise<void> {
  input.focus();
  input.select();
  await sendKeys({ type: text });
  await sendKeys({ press: 'Enter' });
}

const words = (lab: Element): string[] =>
  findAll(find(lab, 'xray-parameter-controls'), '[role="alert"]').map(({ innerText }) => innerText);

describe('the fields for numbers', () => {
  it('take a decimal comma as they take a period, with every parameter', async () => {
    const lab = await openWithImage();
    for (const text of ['1,5', '1.5', '0,125', '12,', ',5']) {
      const sigma = field(lab, 'blur-sigma');
      await type(sigma, text);
      const value = Number(text.replace(',', '.'));
      await waitUntil(() => lab.blurSigma === value);
      expect(sigma.valueAsNumber, text).to.equal(value);
      expect(words(lab), text).to.deep.equal([]);
    }
    await type(field(lab, 'canny-lowThreshold'), '-12,5');
    await waitUntil(() => lab.cannyLow === -12.5);
    // Its values are odd.
    await type(field(lab, 'blur-kernelSize'), '7,2');
    await waitUntil(() => lab.blurSize === 7);
  });

  it('say so, and keep what was there, where a number may be read as two', async () => {
    const lab = await openWithImage({ 'canny-low': '90', 'canny-high': '250' });
    const high = field(lab, 'canny-highThreshold');
    await type(high, comma ? '1.000' : '1,000');
    await waitUntil(() => words(lab).length === 1);
    expect(words(lab)).to.deep.equal(['High threshold: that is not read as a number. It stays 250.']);
    expect([lab.cannyHigh, high.valueAsNumber]).to.deep.equal([250, 250]);
    lab.messages = GERMAN;
    await waitUntil(() => words(lab)[0].startsWith('Obere Schwelle: Das ist nicht als Zahl zu lesen.'));
    await type(high, '1000');
    await waitUntil(() => lab.cannyHigh === 1000 && words(lab).length === 0);
  });

  it('say so again where the same is typed again, and when the field is left', async () => {
    const lab = await openWithImage();
    const sigma = field(lab, 'blur-sigma');
    for (const text of ['1,2,3', '1,2,3', '-']) {
      await type(sigma, text);
      await waitUntil(() => words(lab).length === 1 && sigma.value === '1');
      expect(lab.blurSigma).to.equal(1);
      // Typing takes the word away.
      await type(sigma, '1');
      await waitUntil(() => words(lab).length === 0);
      sigma.select();
      await sendKeys({ type: text });
      await waitUntil(() => words(lab).length === 0 && sigma.value !== '1');
      field(lab, 'blur-kernelSize').focus();
      await waitUntil(() => words(lab).length === 1 && sigma.value === '1');
    }
  });

  it('say so of what is none', async () => {
    const lab = await openWithImage();
    for (const text of ['1,2,3', '-']) {
      await type(field(lab, 'blur-sigma'), text);
      await waitUntil(() => words(lab).length === 1);
      expect([words(lab), lab.blurSigma], text).to.deep.equal([
        ['Sigma: that is not read as a number. It stays 1.'],
        1,
      ]);
      await type(field(lab, 'blur-kernelSize'), text === '-' ? '5' : '7');
    }
    // An empty field is no mistake.
    const sigma = field(lab, 'blur-sigma');
    sigma.focus();
    sigma.select();
    await sendKeys({ press: 'Backspace' });
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => sigma.value === '1');
    expect(words(lab)).to.deep.equal([]);
  });

  it('are steps of the arrow keys, and spin buttons to those who hear them', async () => {
    const lab = await openWithImage();
    const sigma = field(lab, 'blur-sigma');
    expect([sigma.type, sigma.inputMode, sigma.getAttribute('aria-label')]).to.deep.equal([
      'number',
      'decimal',
      'Sigma, value',
    ]);
    await type(sigma, '1,5');
    await sendKeys({ press: 'ArrowUp' });
    await waitUntil(() => lab.blurSigma > 1.5);
  });
});
