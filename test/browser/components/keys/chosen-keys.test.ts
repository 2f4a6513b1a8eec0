import { expect } from '@open-wc/testing';
import { button, find, findAll, record } from '../support/lab-fixture.ts';
import { press } from '../support/reader.ts';
import { area, choice, openViewer, zoomShown } from '../support/viewer-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

it('keys that were chosen do what the usual ones did, which are the page’s then', async () => {
  const lab = await openViewer();
  lab.keys = { 'actual-size': 'x', 'next-image': 'Shift+N', 'show-keys': 'k', swap: null };
  const heard: string[] = [];
  const hear = ({ key, defaultPrevented }: KeyboardEvent): void =>
    void heard.push(`${key} ${String(defaultPrevented)}`);
  document.addEventListener('keydown', hear);
  try {
    area(lab).focus();
    await press('1');
    await press('b');
    await press('x');
    await waitUntil(() => zoomShown(lab) === '100 %');
    await press('Shift', 'N');
    await waitUntil(() => choice(lab, 'Image').value === 'enhanced');
    await press('PageDown');
    expect(choice(lab, 'Compare').value).to.equal('single');
    expect(choice(lab, 'Image').value).to.equal('enhanced');
    // The page hears what was pressed, and what of it was used.
    expect(heard.filter((each) => !each.startsWith('Shift'))).to.deep.equal([
      '1 false',
      'b false',
      'x true',
      'N true',
      'PageDown false',
    ]);
    await press('k');
    await waitUntil(() => findAll(lab, '[role="dialog"]').length === 1);
    const keys = findAll(find(lab, '[role="dialog"]'), 'dt').map(({ innerText }) => innerText);
    expect(keys).to.include.members(['K', 'X', 'Page Up, Shift + N', 'R, Shift + R']);
    expect(keys).to.not.include('B');
    button(lab, 'Close').click();
  } finally {
    document.removeEventListener('keydown', hear);
  }
  lab.keys = {};
  await waitUntil(() => findAll(lab, '[role="dialog"]').length === 0);
  area(lab).focus();
  await press('0');
  await press('1');
  await waitUntil(() => zoomShown(lab) === '100 %');
});

it('a command that is none is told, and usual keys stay', async () => {
  const lab = await openViewer();
  const told = record(lab, 'xray-error');
  const { warn } = console;
  const warned: unknown[] = [];
  console.warn = (error: unknown) => void warned.push(error);
  try {
    Object.assign(lab, { keys: { fitt: 'q', 'actual-size': 'x' } });
    await lab.updateComplete;
  } finally {
    console.warn = warn;
  }
  expect(warned.map(String)).to.deep.equal(['XrayError: keys: there is no command "fitt".']);
  expect(told.map(({ code, message }) => [code, message])).to.deep.equal([
    ['invalid-params', 'keys: there is no command "fitt".'],
  ]);
  expect(lab.hasAttribute('keys')).to.equal(false);
  area(lab).focus();
  await press('x');
  await press('1');
  await waitUntil(() => zoomShown(lab) === '100 %');
});
