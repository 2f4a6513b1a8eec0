import { aTimeout, expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ProgressTally } from '../../../src/components/progress-tally.ts';
import type { XrayLab } from '../../../src/components/xray-lab.ts';
import { radiograph } from '../../support/images.ts';
import { button, buttons, figures, find, findAll, next, openLab, pngFile, record, tornFile } from './lab-fixture.ts';
import { waitUntil } from './wait-until.ts';

const fileNames = (lab: XrayLab): string[] =>
  findAll(lab, '[part~="file"] .name').map(({ textContent }) => textContent ?? '');
const summary = (lab: XrayLab): string => (findAll(lab, '.summary')[0]?.textContent ?? '').trim();
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
    const work = lab.process([await pngFile('large.png', radiograph(1600, 1400)), ...(await files('b.png', 'c.png'))]);
    await next(lab, 'xray-load');
    await waitUntil(() => buttons(lab, 'Remove c.png').length === 1);
    button(lab, 'Remove large.png').click();
    button(lab, 'Remove c.png').click();
    await work;
    expect(results.map(({ result }) => result.name)).to.deep.equal(['b.png']);
    await waitUntil(() => !lab.busy && findAll(lab, 'canvas.painted').length === 5);
    expect(find(lab, '[part~="details"]').textContent).to.contain('b.png');
  });

  it('gives up all that wait, and keeps what is done', async () => {
    const lab = await openLab();
    const work = lab.process([
      await pngFile('large.png', radiograph(1200, 1000)),
      ...(await files('b.png', 'c.png', 'd.png')),
    ]);
    await waitUntil(() => buttons(lab, 'Cancel waiting').length === 1);
    button(lab, 'Cancel waiting').click();
    await work;
    await lab.updateComplete;
    expect(resultNames(lab)).to.deep.equal(['large.png']);
    expect(buttons(lab, 'Cancel waiting')).to.have.length(0);
    expect(lab.busy).to.equal(false);
  });

  it('gives up making results again, and keeps those there were', async () => {
    const lab = await openLab();
    const names = ['a.png', 'b.png', 'c.png', 'd.png'];
    await lab.process(await Promise.all(names.map((name, i) => pngFile(name, radiograph(800, 700, i + 1)))));
    lab.blurSize = 9;
    await next(lab, 'xray-results');
    await waitUntil(() => buttons(lab, 'Process again').length === 1);
    button(lab, 'Process again').click();
    await waitUntil(() => buttons(lab, 'Cancel waiting').length === 1, '', { interval: 2 });
    button(lab, 'Cancel waiting').click();
    await waitUntil(() => !lab.busy);
    await aTimeout(20);
    expect(resultNames(lab)).to.deep.equal(names);
    expect(lab.results[3].params.blur.kernelSize).to.equal(5);
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
  it('is told by the pace so far, when there is one', async () => {
    const tally = new ProgressTally(5);
    const work = Array.from({ length: 8 }, () => tally.start());
    for (const file of work.slice(0, 2)) tally.finish(file);
    expect(tally.millisecondsLeft).to.equal(null);
    await aTimeout(60);
    for (const file of work.slice(2, 4)) tally.finish(file);
    // Half is done.
    expect(tally.millisecondsLeft).to.be.within(55, 500);
    for (const file of work.slice(4)) tally.finish(file);
    expect(tally.millisecondsLeft).to.equal(null);
  });
});
