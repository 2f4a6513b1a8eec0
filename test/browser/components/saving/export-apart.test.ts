import { expect } from '@open-wc/testing';
import { radiograph } from '../../../support/images.ts';
import { openLab, pngFile } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

describe('an export', () => {
  it('for a form does not count as saved', async () => {
    const lab = await openLab({ name: 'scan', 'guard-unsaved': '' });
    const form = document.createElement('form');
    lab.parentElement?.append(form);
    form.append(lab);
    await lab.process(await pngFile('a.png', radiograph(60, 40)));
    await waitUntil(() => new FormData(form).has('scan'));
    await lab.updateComplete;
    const asks = (): boolean => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(asks()).to.equal(true);
    lab.addEventListener('xray-before-export', (event) => {
      event.preventDefault();
      event.detail.files().catch(() => undefined);
    });
    await lab.exportZip().catch(() => undefined);
    await waitUntil(() => !asks(), 'what a host page took counts');
  });
});
