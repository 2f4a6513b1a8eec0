import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { dicomRun, PATIENT } from '../support/dicom-run.ts';
import { focused } from '../support/focused.ts';
import { button, buttons, find, findAll, openLab, pngFile } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

async function openFile(file: File): Promise<XrayLab> {
  const lab = await openLab();
  await lab.process(file);
  await lab.updateComplete;
  return lab;
}

/** All that is written in an element, in its shadow roots too. */
function textOf(root: Element | ShadowRoot): string {
  const roots = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  const own = root instanceof Element ? root.shadowRoot : null;
  return [root.innerHTML, own ? textOf(own) : '', ...roots.map(textOf)].join('\n');
}

describe('file information', () => {
  it('says who the patient is when it is asked for, and nothing before and after', async () => {
    const lab = await openFile(dicomRun(2));
    expect(textOf(lab)).not.to.contain('SECRET');
    button(lab, 'File information').focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => textOf(lab).includes(PATIENT));
    const rows = findAll<HTMLTableRowElement>(lab, 'tr').map(({ innerText }) => innerText.replace(/\s+/g, ' ').trim());
    expect(rows).to.include(`(0010,0010) PN Patient's Name ${PATIENT}`);
    expect(rows.at(-1)).to.equal('(7FE0,0010) OW Pixel Data 4.7 KB');
    expect(focused()).to.equal(button(find(lab, 'xray-file-information'), 'Close'));
    // The keys are the dialog's.
    await sendKeys({ press: '.' });
    await sendKeys({ press: 'Tab' });
    expect(focused()).to.equal(button(find(lab, 'xray-file-information'), 'Close'));
    expect(lab.results[0].frame).to.equal(0);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => findAll(lab, 'xray-file-information').length === 0);
    expect(textOf(lab)).not.to.contain('SECRET');
    expect(focused()).to.equal(button(lab, 'File information'));
  });

  it('ends with its file, and tells what cannot be read', async () => {
    const file = dicomRun(2);
    const lab = await openFile(file);
    button(lab, 'File information').click();
    await waitUntil(() => textOf(lab).includes(PATIENT));
    lab.reset();
    await waitUntil(() => findAll(lab, 'xray-file-information').length === 0);
    expect(textOf(lab)).not.to.contain('SECRET');
  });

  it('is not offered of a picture', async () => {
    const lab = await openFile(await pngFile('a.png'));
    expect(buttons(lab, 'File information')).to.deep.equal([]);
  });
});
