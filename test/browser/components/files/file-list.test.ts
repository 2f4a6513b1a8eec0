import { aTimeout, expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { XrayFileList } from '../../../../src/components/files/file-list.ts';
import { ProgressTally } from '../../../../src/session/files/progress-tally.ts';
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

  it('tells of each file how large it is, in whatever state', async () => {
    const lab = await openLab({ manual: '' });
    const [good, torn] = [await pngFile('a.png', radiograph(90, 70)), await tornFile('torn.png')];
    choose(lab, [good, torn, new File(['no image'], 'c.txt')]);
    const sizes = (): string[] => findAll(lab, '.size').map(({ textContent }) => (textContent ?? '').trim());
    const expected = [`90 × 70, ${formatBytes(good.size)}`, `120 × 90, ${formatBytes(torn.size)}`, '0 KB'];
    await waitUntil(() => sizes().join('; ') === expected.join('; '), 'before they are processed');
    button(lab, 'Process Image').click();
    await next(lab, 'xray-results');
    await waitUntil(() => !lab.busy);
    await lab.updateComplete;
    expect(sizes()).to.deep.equal(expected);
    expect(states(lab)).to.deep.equal(['']);
  });

  it('lets one go; another takes its place on show', async () => {
    const lab = await openLab();
    await lab.process(await files('a.png', 'b.png', 'c.png'));
    await lab.updateComplete;
    button(lab, 'Remove c.png').click();
    await lab.updateComplete;
    expect(resultNames(lab)).to.deep.equal(['a.png', 'b.png']);
    button(lab, 'Remove a.png').click();
    const details = (): string => findAll(lab, '[part~="details"]')[0]?.textContent ?? '';
    await waitUntil(() => details().includes('b.png') && !lab.busy);
    expect(resultNames(lab)).to.deep.equal(['b.png']);
  });

  it('stops the work on one that is removed, and goes on with the next', async () => {
    const lab = await openLab();
    const results = record(lab, 'xray-results');
    const removed = atWork(lab, 'large.png', () => {
      button(lab, 'Remove large.png').click();
      button(lab, 'Remove c.png').click();
    });
    await lab.process([await pngFile('large.png', radiograph(1600, 1400)), ...(await files('b.png', 'c.png'))]);
    await removed;
    expect(results.map(({ result }) => result.name)).to.deep.equal(['b.png']);
    await waitUntil(() => !lab.busy && findAll(lab, 'canvas.painted').length === 5);
    expect(find(lab, '[part~="details"]').textContent).to.contain('b.png');
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

  it('cancels the one at work and goes on; again it is made when asked for', async () => {
    const lab = await openLab();
    const results = record(lab, 'xray-results');
    const cancelled = atWork(lab, 'large.png', () => {
      button(lab, 'Cancel large.png').click();
      button(lab, 'Cancel c.png').click();
    });
    await lab.process([await pngFile('large.png', radiograph(1600, 1400)), ...(await files('b.png', 'c.png'))]);
    await cancelled;
    expect(results.map(({ result }) => result.name)).to.deep.equal(['b.png']);
    await waitUntil(() => !lab.busy && findAll(lab, 'canvas.painted').length === 5);
    expect(find(lab, '[part~="details"]').textContent).to.contain('b.png');
    // It has nothing to show.
    find(lab, '[part~="file"]').click();
    await lab.updateComplete;
    expect(find(lab, '[part~="details"]').textContent).to.contain('b.png');

    button(lab, 'Process large.png again').click();
    await waitUntil(() => results.length === 2 && !lab.busy);
    expect(resultNames(lab)).to.deep.equal(['large.png', 'b.png']);
    expect(states(lab)[2]).to.equal('Cancelled');
  });

  it('processes one again that was cancelled a moment ago', async () => {
    const lab = await openLab();
    const results = record(lab, 'xray-results');
    const errors = record(lab, 'xray-error');
    const again = atWork(lab, 'large.png', async () => {
      button(lab, 'Cancel large.png').click();
      await lab.updateComplete;
      await find<XrayFileList>(lab, 'xray-file-list').updateComplete;
      button(lab, 'Process large.png again').click();
    });
    await lab.process([await pngFile('large.png', radiograph(1600, 1400)), ...(await files('b.png'))]);
    await again;
    await waitUntil(() => results.length === 2 && !lab.busy);
    expect(resultNames(lab)).to.deep.equal(['large.png', 'b.png']);
    expect(errors).to.deep.equal([]);
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

  it('gives up making results again, and keeps those there were', async () => {
    const lab = await openLab();
    const names = ['a.png', 'b.png', 'c.png', 'd.png'];
    await lab.process(await Promise.all(names.map((name, i) => pngFile(name, radiograph(800, 700, i + 1)))));
    lab.blurSize = 9;
    await next(lab, 'xray-results');
    await waitUntil(() => buttons(lab, 'Process again').length === 1);
    const cancelled = atWork(lab, 'b.png', () => button(lab, 'Cancel all').click());
    button(lab, 'Process again').click();
    await cancelled;
    await waitUntil(() => !lab.busy);
    await aTimeout(20);
    expect(resultNames(lab)).to.deep.equal(names);
    expect(lab.results[3].params.blur.kernelSize).to.equal(5);
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

  it('is empty again when the last file is removed', async () => {
    const lab = await openLab();
    await lab.process([await tornFile('torn.png'), ...(await files('a.png'))]);
    await lab.updateComplete;
    button(lab, 'Remove a.png').click();
    await waitUntil(() => figures(lab).length === 0);
    expect(lab.results).to.have.length(0);
  });
});

describe('the time left', () => {
  it('is told by the pace so far, when there is one', () => {
    let now = 1000;
    const tally = new ProgressTally(5, () => now);
    const work = Array.from({ length: 8 }, () => tally.start());
    for (const file of work.slice(0, 2)) tally.finish(file);
    expect(tally.millisecondsLeft).to.equal(null);
    now += 60;
    for (const file of work.slice(2, 4)) tally.finish(file);
    // Half is done.
    expect(tally.millisecondsLeft).to.equal(60);
    now += 30;
    tally.finish(work[4]);
    expect(tally.millisecondsLeft).to.equal(54);
    for (const file of work.slice(5)) tally.finish(file);
    expect(tally.millisecondsLeft).to.equal(null);
  });
});
