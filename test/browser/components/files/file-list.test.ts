import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { radiograph } from '../../../support/images.ts';
import { formatBytes } from '../../../../src/components/words/format.ts';
import {
  atWork,
  button,
  buttons,
  choose,
  figures,
  find,
  findAll,
  next,
  openLab,
  pngFile,
  record,
  tornFile,
} from '../support/lab-fixture.ts';
import { HeldTimers } from '../support/held-timers.ts';
import { waitUntil } from '../support/wait-until.ts';

const fileNames = (lab: XrayLab): string[] =>
  findAll(lab, '[part~="file"] .name').map(({ textContent }) => textContent ?? '');
const summary = (lab: XrayLab): string => (findAll(lab, '.summary')[0]?.textContent ?? '').trim();
const states = (lab: XrayLab): string[] =>
  findAll(lab, '[part~="file"] .state').map(({ textContent }) => textContent ?? '');
const resultNames = (lab: XrayLab): string[] => lab.results.map(({ name }) => name);

async function files(...names: string[]): Promise<File[]> {
  return Promise.all(names.map((name, i) => pngFile(name, radiograph(90, 70, i + 1))));
}

describe('the list of files', () => {
  it('sums up how many are done and how many failed', async () => {
    const lab = await openLab();
    await lab.process([...(await files('a.png', 'b.png')), await tornFile('torn.png')]);
    await lab.updateComplete;
    await waitUntil(() => summary(lab) === '2 of 3 done, 1 failed');
    button(lab, 'Dismiss').click();
    await waitUntil(() => summary(lab) === '2 of 2 done');
  });

  it('shows beginning and end of long names, what tells them apart, and which copy one is, in two lines', async () => {
    const lab = await openLab();
    const beginning = 'mhh_2168a9_thorax_in_two_planes_';
    const names = [`${beginning}pa_2019_original.png`, `${beginning}lat_2019_original.png`, 'a.png', 'a.png'];
    await lab.process(await files(...names));
    await lab.updateComplete;
    expect(fileNames(lab)).to.deep.equal(names);
    const kept = findAll(lab, '[part~="file"]').map((row) => {
      const { right } = row.getBoundingClientRect();
      expect(row.getBoundingClientRect().height).to.be.lessThan(50);
      const parts = findAll(row, '.kept');
      for (const part of parts) expect(part.getBoundingClientRect().right).to.be.lessThan(right);
      return parts.map(({ textContent }) => textContent).join(' ');
    });
    expect(kept).to.deep.equal(['_pa_20 nal.png', '_lat_2 nal.png', 'a.png', 'a.png']);
    expect(findAll(lab, '.copy').map(({ textContent }) => textContent)).to.deep.equal(['(1)', '(2)']);
  });

  it('tells of each file how large it is, in whatever state', async () => {
    const lab = await openLab({ manual: '' });
    const [good, torn] = [await pngFile('a.png', radiograph(90, 70)), await tornFile('torn.png')];
    choose(lab, [good, torn, new File(['no image'], 'c.txt')]);
    const sizes = (): string[] => findAll(lab, '.size').map(({ textContent }) => (textContent ?? '').trim());
    const expected = [`90 × 70, ${formatBytes(good.size)}`, `120 × 90, ${formatBytes(torn.size)}`, '8 bytes'];
    await waitUntil(() => sizes().join('; ') === expected.join('; '), 'before they are processed');
    button(lab, 'Process Image').click();
    await next(lab, 'xray-results');
    await waitUntil(() => !lab.busy);
    await lab.updateComplete;
    expect(sizes()).to.deep.equal(expected);
    expect(states(lab)).to.deep.equal(['']);
  });

  it('gives up all at once, keeps what is done, and makes up for it on demand', async () => {
    const lab = await openLab();
    const results = record(lab, 'xray-results');
    const errors = record(lab, 'xray-error');
    const large = await pngFile('large.png', radiograph(1600, 1400));
    const cancelled = atWork(lab, 'large.png', () => {
      expect(states(lab)[1]).to.equal('Processing… 1 of 5');
      button(lab, 'Cancel all').click();
    });
    await lab.process([...(await files('a.png')), large, ...(await files('c.png', 'd.png'))]);
    await cancelled;
    await lab.updateComplete;
    expect(resultNames(lab)).to.deep.equal(['a.png']);
    expect(states(lab).slice(1)).to.deep.equal(['Cancelled', 'Cancelled', 'Cancelled']);
    expect(summary(lab)).to.equal('1 of 4 done, 3 cancelled');
    expect(buttons(lab, 'Cancel all')).to.have.length(0);
    expect([lab.busy, errors.length, results.length]).to.deep.equal([false, 0, 1]);
    await expect(lab).to.be.accessible();

    button(lab, 'Process again').click();
    await waitUntil(() => results.length === 4 && !lab.busy);
    expect(resultNames(lab)).to.deep.equal(['a.png', 'large.png', 'c.png', 'd.png']);
  });

  it('offers to try a file again that does not answer, or to leave it out, by keyboard too', async () => {
    const timers = new HeldTimers();
    try {
      const lab = await openLab();
      const [good, away] = await files('a.png', 'b.png');
      const slice = away.slice.bind(away);
      let asked = 0;
      const never = (): Promise<never> => new Promise(() => asked++);
      away.slice = (...range) => Object.assign(slice(...range), { arrayBuffer: never });
      const work = lab.process([good, away]);
      await waitUntil(() => asked === 1);
      timers.pass();
      await work;
      await lab.updateComplete;
      expect(resultNames(lab)).to.deep.equal(['a.png']);
      const list = find(lab, 'xray-file-list').shadowRoot;
      expect(list?.querySelector('[role="alert"]')?.textContent).to.contain('b.png: the file does not answer.');
      expect(buttons(lab, 'Leave out: b.png')).to.have.length(1);
      await expect(lab).to.be.accessible();
      button(lab, 'Try again: b.png').focus();
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => asked === 2);
      // The row has taken the place of what was said, and has the focus.
      await waitUntil(() => list?.activeElement?.textContent?.includes('b.png') ?? false);
      timers.pass();
      await waitUntil(() => list?.activeElement?.textContent === 'Try again');
      away.slice = slice;
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => !lab.busy && lab.results.length === 2);
      expect(resultNames(lab)).to.deep.equal(['a.png', 'b.png']);
    } finally {
      timers.giveBack();
    }
  });

  it('is left with what was cancelled when that is all', async () => {
    const lab = await openLab();
    const cancelled = atWork(lab, 'large.png', () => {
      button(lab, 'Cancel all').focus();
      button(lab, 'Cancel all').click();
    });
    await lab.process([await pngFile('large.png', radiograph(1600, 1400)), ...(await files('b.png'))]);
    await cancelled;
    await lab.updateComplete;
    expect(lab.results).to.have.length(0);
    expect(states(lab)).to.deep.equal(['Cancelled', 'Cancelled']);
    expect(figures(lab)).to.have.length(0);
    await waitUntil(() => lab.shadowRoot?.activeElement !== null, 'the focus is lost');
    await next((button(lab, 'Process again').click(), lab), 'xray-results');
  });

  it('tells how far the file at work is', async () => {
    const lab = await openLab();
    const looked = atWork(lab, 'a.png', () => {
      expect(states(lab)).to.deep.equal(['Processing… 1 of 5', 'Waiting']);
    });
    await lab.process(await files('a.png', 'b.png'));
    await looked;
  });

  it('keeps the focus on a file that was cancelled', async () => {
    const lab = await openLab();
    const focusedIn = (): Element | null | undefined => find(lab, 'xray-file-list').shadowRoot?.activeElement;
    const entered = atWork(lab, 'large.png', async () => {
      button(lab, 'Cancel c.png').focus();
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => focusedIn()?.getAttribute('aria-label') === 'Process c.png again');
      await sendKeys({ press: 'Enter' });
    });
    await lab.process([await pngFile('large.png', radiograph(1600, 1400)), ...(await files('b.png', 'c.png'))]);
    await entered;
    await waitUntil(() => !lab.busy && resultNames(lab).length === 3);
    // The button is gone with the work; the file it was for has the focus.
    await waitUntil(() => focusedIn()?.textContent?.includes('c.png') ?? false);
  });

  it('keeps the focus where a file was removed by keyboard', async () => {
    const lab = await openLab();
    await lab.process(await files('a.png', 'b.png', 'c.png'));
    await lab.updateComplete;
    button(lab, 'Remove b.png').focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => fileNames(lab).join() === 'a.png,c.png');
    const list = find(lab, 'xray-file-list');
    await waitUntil(() => list.shadowRoot?.activeElement?.textContent?.includes('c.png') ?? false);
  });

  it('is one Tab stop: arrow keys, Home and End go through it, Delete removes', async () => {
    const lab = await openLab();
    await lab.process([...(await files('a.png', 'b.png', 'c.png')), await tornFile('torn.png')]);
    await lab.updateComplete;
    const list = find(lab, 'xray-file-list');
    const focusedIn = (): Element | null => list.shadowRoot?.activeElement ?? null;
    const focused = (): string => (focusedIn()?.getAttribute('aria-label') ?? focusedIn()?.textContent ?? '').trim();
    const stops = (): HTMLElement[] =>
      findAll(list, '.rows button').filter((one) => (one as HTMLElement).tabIndex === 0) as HTMLElement[];
    const press = async (key: string): Promise<string> => {
      await sendKeys({ press: key });
      return focused();
    };
    expect(stops().map(({ title }) => title)).to.deep.equal(['a.png']);
    const described = stops()[0].getAttribute('aria-describedby') ?? '';
    expect(find(list, `#${described}`).textContent).to.contain('Up and Down');

    stops()[0].focus();
    expect(await press('ArrowDown')).to.contain('b.png');
    expect(stops().map(({ title }) => title)).to.deep.equal(['b.png']);
    expect(stops()[0].hasAttribute('aria-describedby'), 'it is described once').to.equal(false);
    expect(await press('ArrowRight')).to.equal('Remove b.png');
    expect(await press('ArrowRight')).to.equal('Remove b.png');
    expect(await press('ArrowLeft')).to.contain('b.png');
    expect(await press('End')).to.equal('Dismiss');
    expect(await press('Home')).to.contain('a.png');
    expect(await press('ArrowUp')).to.contain('a.png');
    await sendKeys({ press: 'Delete' });
    await waitUntil(() => fileNames(lab).join() === 'b.png,c.png' && focused().includes('b.png'));
    await expect(lab).to.be.accessible();

    (document.activeElement as HTMLElement).blur();
    expect(stops()[0].getAttribute('aria-describedby')).to.equal('row-keys');
  });

  it('is empty again when the last file is removed', async () => {
    const lab = await openLab();
    await lab.process([await tornFile('torn.png'), ...(await files('a.png'))]);
    await lab.updateComplete;
    button(lab, 'Remove a.png').click();
    await waitUntil(() => figures(lab).length === 0);
    expect(lab.results).to.have.length(0);
  });
});
