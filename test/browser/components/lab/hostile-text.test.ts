import { expect } from '@open-wc/testing';
import JSZip from 'jszip';
import { button, choose, find, findAll, next, openLab, pngFile, textFile } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Texts that would run as markup, as a template, or lead out of an archive, were they anything but text. */
const HOSTILE = [
  '<img src=x onerror="window.ran=1">.png',
  '<script>window.ran=1</script>.png',
  '"><svg onload=window.ran=1>.png',
  "';window.ran=1;'.png",
  '${window.ran=1}{{window.ran=1}}.png',
  '..\\..\\window.png',
  'a\u202egnp.exe.png',
  'con.png',
];

const ran = (): unknown => (window as { ran?: unknown }).ran;

/** Elements that only a name taken for markup can have made. */
const injected = (lab: Element): Element[] => findAll<Element>(lab, 'img[src="x"], script, svg[onload], [onerror]');

describe('names with markup in them', () => {
  it('are shown as they are, in the list, in figures and in errors', async () => {
    const lab = await openLab();
    await lab.process(await Promise.all(HOSTILE.map((name) => pngFile(name))));
    await lab.process(HOSTILE.map((name) => textFile(name)));
    await lab.updateComplete;
    expect(injected(lab)).to.deep.equal([]);
    expect(ran()).to.equal(undefined);
    expect(lab.results.map(({ name }) => name)).to.deep.equal(HOSTILE);
    button(lab, `${HOSTILE.length} could not be read`).click();
    await waitUntil(() => findAll(lab, '.card').length === HOSTILE.length);
    const alerts = findAll(lab, '.card').map((card) => card.textContent ?? '');
    for (const name of HOSTILE) {
      expect(alerts.some((text) => text.includes(name))).to.equal(true);
      expect(findAll(lab, 'figure').length).to.equal(5);
    }
  });

  it('lead to no entry outside the archive, and to no two of the same name', async () => {
    const lab = await openLab();
    await lab.process(await Promise.all(HOSTILE.map((name) => pngFile(name))));
    const zip = await JSZip.loadAsync(await lab.exportZip());
    const entries = Object.keys(zip.files);
    expect(entries).to.have.length(HOSTILE.length * 5 + 1);
    for (const entry of entries) {
      expect(entry).to.match(/^[^/\\:<>"|?*\u0000-\u001f\u202a-\u202e]+$/);
      expect(entry).not.to.match(/^(\.|con[._])/i);
    }
    expect(new Set(entries.map((entry) => entry.toLowerCase())).size).to.equal(entries.length);
  });

  it('in a manifest are text too', async () => {
    const lab = await openLab();
    const parameters = {
      blur: { kernelSize: 9, sigma: 2 },
      canny: { lowThreshold: 10, highThreshold: 20, apertureSize: 3, l2Gradient: false },
    };
    const images = HOSTILE.map((name) => ({ name, width: 4, height: 3, parameters }));
    const manifest = JSON.stringify({ schemaVersion: 1, images });
    choose(lab, [new File([manifest], `${HOSTILE[0]}.json`, { type: 'application/json' })]);
    await next(lab, 'xray-change');
    choose(lab, [new File(['{'], `${HOSTILE[1]}.json`, { type: 'application/json' })]);
    await next(lab, 'xray-error');
    await lab.updateComplete;
    expect(lab.blurSize).to.equal(9);
    expect(find(lab, '[role="alert"]').textContent).to.include(HOSTILE[1]);
    expect(injected(lab)).to.deep.equal([]);
    expect(ran()).to.equal(undefined);
  });
});
