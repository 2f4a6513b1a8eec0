import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { GERMAN } from '../../../../src/messages/de.ts';
import { button, buttons, enter, find, findAll, next, openLab, pngFile, record } from '../support/lab-fixture.ts';
import { focused } from '../support/focused.ts';
import { waitUntil } from '../support/wait-until.ts';

async function openWithImage(attributes: Record<string, string> = {}): Promise<XrayLab> {
  const lab = await openLab(attributes);
  await lab.process(await pngFile('a.png'));
  await lab.updateComplete;
  return lab;
}

const range = (lab: Element, name: string): HTMLInputElement => find(lab, `#canny-${name}Threshold`);

async function press(...keys: string[]): Promise<void> {
  for (const key of keys.slice(0, -1)) await sendKeys({ down: key });
  await sendKeys({ press: keys[keys.length - 1] });
  for (const key of keys.slice(0, -1)) await sendKeys({ up: key });
}

describe('the thresholds', () => {
  it('stop at each other, by keys and in their fields', async () => {
    const lab = await openWithImage({ 'canny-low': '198' });
    range(lab, 'low').focus();
    for (let i = 0; i < 4; i++) await press('ArrowRight');
    expect([lab.cannyLow, lab.cannyHigh]).to.deep.equal([200, 200]);
    expect(range(lab, 'low').value).to.equal('200');
    range(lab, 'high').focus();
    await press('ArrowLeft');
    expect(lab.cannyHigh).to.equal(200);
    enter(find<HTMLInputElement>(lab, '#canny-lowThreshold-value'), '500');
    expect(lab.cannyLow).to.equal(200);
    expect(find<HTMLInputElement>(lab, '#canny-lowThreshold-value').value).to.equal('200');
  });

  it('are two thumbs on one track, each of which can be dragged', async () => {
    const lab = await openWithImage();
    find(lab, '.pair .track').scrollIntoView();
    const { left, top, width, height } = find(lab, '.pair .track').getBoundingClientRect();
    const at = (value: number): [number, number] => [
      Math.round(left + 8 + ((width - 16) * value) / 1000),
      Math.round(top + height / 2),
    ];
    const drag = async (from: number, to: number): Promise<void> => {
      await sendMouse({ type: 'move', position: at(from) });
      await sendMouse({ type: 'down' });
      await sendMouse({ type: 'move', position: at(to) });
      await sendMouse({ type: 'up' });
    };
    await drag(200, 700);
    expect(lab.cannyHigh).to.be.closeTo(700, 6);
    await drag(100, 900);
    expect(lab.cannyLow).to.equal(lab.cannyHigh);
  });
});

describe('parameters', () => {
  it('go back one by one, and the focus stays', async () => {
    const lab = await openWithImage({ 'blur-size': '9', 'canny-l2': '' });
    expect(buttons(lab, 'Reset Sigma')).to.have.length(0);
    button(lab, 'Reset Kernel size').focus();
    await press('Enter');
    await waitUntil(() => buttons(lab, 'Reset Kernel size').length === 0);
    expect(lab.blurSize).to.equal(5);
    expect(focused()?.id).to.equal('blur-kernelSize');
    button(lab, 'Reset L2 gradient norm').click();
    expect(lab.cannyL2).to.equal(false);
  });

  it('come in presets, which undo and redo take back and again', async () => {
    const lab = await openWithImage();
    const preset = find<HTMLSelectElement>(lab, 'select[aria-label="Preset"]');
    expect(preset.value).to.equal('original');
    const changes = record(lab, 'xray-change');
    enter(preset, 'softer');
    await next(lab, 'xray-results');
    expect([lab.blurSize, lab.blurSigma, lab.cannyLow]).to.deep.equal([11, 2.5, 50]);
    enter(find<HTMLInputElement>(lab, '#blur-sigma'), '3');
    await waitUntil(() => preset.value === '');
    button(lab, 'Undo').click();
    await waitUntil(() => preset.value === 'softer');
    button(lab, 'Undo').click();
    await waitUntil(() => preset.value === 'original');
    expect(button(lab, 'Undo').getAttribute('aria-disabled')).to.equal('true');
    button(lab, 'Redo').click();
    await waitUntil(() => preset.value === 'softer');
    expect(changes.map(({ name }) => name)).to.deep.equal([null, 'blur.sigma', null, null, null]);
  });

  it('are undone with Ctrl+Z, but not in a text field', async () => {
    const lab = await openWithImage();
    const sigma = find<HTMLInputElement>(lab, '#blur-sigma');
    sigma.focus();
    await press('ArrowRight');
    expect(lab.blurSigma).to.equal(1.1);
    find(lab, '#blur-sigma-value').focus();
    await press('Control', 'z');
    expect(lab.blurSigma).to.equal(1.1);
    sigma.focus();
    await press('Control', 'z');
    expect(lab.blurSigma).to.equal(1);
    await press('Control', 'Shift', 'Z');
    expect(lab.blurSigma).to.equal(1.1);
    // Not the element's own: Firefox then leaves the focus where it is within.
    (focused() as HTMLElement).blur();
    expect(document.activeElement).to.equal(document.body);
    await press('Control', 'z');
    expect(lab.blurSigma).to.equal(1.1);
  });

  it('are explained, to those who hear them always', async () => {
    const lab = await openWithImage();
    const controls = find(lab, 'xray-parameter-controls');
    const tip = find(controls, '#canny-apertureSize-tip');
    expect(find(controls, '#canny-apertureSize').getAttribute('aria-describedby')).to.equal(tip.id);
    expect(tip.hidden).to.equal(true);
    button(lab, 'Explain the parameters').click();
    await waitUntil(() => !tip.hidden);
    expect(findAll(controls, '.tip').every(({ innerText }) => innerText.length > 20)).to.equal(true);
  });

  it('tell which values they may have, in words of the language', async () => {
    const lab = await openWithImage();
    const rangeOf = (name: string): string => find(lab, `#${name}-tip`).textContent?.match(/\w+: [^:]*$/)?.[0] ?? '';
    expect(['blur-kernelSize', 'blur-sigma'].map(rangeOf)).to.deep.equal([
      'Allowed: odd, 1 to 31 px.',
      'Allowed: 0 px or more.',
    ]);
    // What only a data type bounds is not said to be allowed.
    expect(rangeOf('canny-lowThreshold')).to.equal('');
    expect(find(lab, '#blur-sigma-value').getAttribute('aria-describedby')).to.equal('blur-sigma-tip');
    lab.messages = GERMAN;
    await lab.updateComplete;
    expect(['blur-kernelSize', 'blur-sigma'].map(rangeOf)).to.deep.equal([
      'Erlaubt: ungerade, 1 bis 31 px.',
      'Erlaubt: ab 0 px.',
    ]);
  });

  it('are computed on the way, the last ones last', async () => {
    const lab = await openWithImage();
    const results = record(lab, 'xray-results');
    const sigma = find<HTMLInputElement>(lab, '#blur-sigma');
    enter(sigma, '5.5');
    // In the middle of a drag: nothing more comes before its image is there.
    sigma.value = '0.5';
    sigma.dispatchEvent(new Event('input', { bubbles: true }));
    await waitUntil(() => results.length === 1);
    expect(results[0].result.params.blur.sigma).to.equal(0.5);
    for (let value = 1; value <= 6; value += 0.5) {
      enter(sigma, String(value));
      await new Promise(requestAnimationFrame);
    }
    await waitUntil(() => results[results.length - 1]?.result.params.blur.sigma === 6);
    const seen = results.map(({ result }) => result.params.blur.sigma);
    expect([...seen].sort((a, b) => a - b)).to.deep.equal(seen);
    expect(new Set(seen).size).to.equal(seen.length);
    const shown = await lab.results[0].read('blurred');
    const again = await openLab({ 'blur-sigma': '6' });
    await again.process(await pngFile('a.png'));
    expect((await again.results[0].read('blurred')).data).to.deep.equal(shown.data);
  });
});

describe('the list of keys', () => {
  it('opens with "?", holds the focus, closes with Escape and gives it back', async () => {
    const lab = await openWithImage();
    const before = button(lab, 'Reset');
    before.focus();
    await press('Shift', '?');
    await waitUntil(() => findAll(lab, '[role="dialog"]').length === 1);
    await waitUntil(() => focused() === button(lab, 'Close'));
    await press('Tab');
    expect(focused()).to.equal(button(lab, 'Close'));
    expect(find(lab, '[role="dialog"]').innerText).to.contain('Undo a change of parameters');
    await press('Escape');
    await waitUntil(() => findAll(lab, '[role="dialog"]').length === 0 && focused() === before);
  });

  it('keeps the keys when its text is clicked, and the rest of the element is out of reach', async () => {
    const lab = await openWithImage();
    const before = button(lab, 'Reset');
    before.focus();
    await press('Shift', '?');
    await waitUntil(() => focused()?.getAttribute('aria-label') === 'Close');
    expect(find(lab, '.lab').matches('[inert]')).to.equal(true);
    const dialog = find(lab, '[role="dialog"]');
    const text = find(dialog, 'dd').getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(text.left + 5), Math.round(text.top + 5)] });
    await waitUntil(() => focused() === dialog);
    await press('Tab');
    expect(focused()).to.equal(button(lab, 'Close'));
    await sendMouse({ type: 'click', position: [Math.round(text.left + 5), Math.round(text.top + 5)] });
    await press('Escape');
    await waitUntil(() => findAll(lab, '[role="dialog"]').length === 0 && focused() === before);
    expect(find(lab, '.lab').matches('[inert]')).to.equal(false);
  });

  it('closes by a click beside it, which gives the focus back, and not by one that began on it', async () => {
    const lab = await openWithImage();
    const before = button(lab, 'Reset');
    before.focus();
    await press('Shift', '?');
    await waitUntil(() => focused()?.getAttribute('aria-label') === 'Close');
    const text = find(find(lab, '[role="dialog"]'), 'dd').getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(text.left + 5), Math.round(text.top + 5)] });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [2, 2] });
    await sendMouse({ type: 'up' });
    await lab.updateComplete;
    expect(findAll(lab, '[role="dialog"]')).to.have.length(1);
    await sendMouse({ type: 'click', position: [2, 2] });
    await waitUntil(() => findAll(lab, '[role="dialog"]').length === 0);
    await waitUntil(() => focused() === before);
    // What the click does besides, it has done by then.
    await new Promise((resolve) => setTimeout(resolve));
    expect(focused()).to.equal(before);
  });

  it('opens by its button, and not while a number is typed', async () => {
    const lab = await openWithImage();
    find(lab, '#blur-sigma-value').focus();
    await press('Shift', '?');
    await lab.updateComplete;
    expect(findAll(lab, '[role="dialog"]')).to.have.length(0);
    buttons(lab, 'Keyboard shortcuts')[0].click();
    await waitUntil(() => findAll(lab, '[role="dialog"]').length === 1);
    button(lab, 'Close').click();
    await waitUntil(() => findAll(lab, '[role="dialog"]').length === 0);
  });
});
