import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import JSZip from 'jszip';
import type { XrayLabEventMap } from '../../../../src/components/lab/lab-events.ts';
import type { XrayLab } from '../../../../src/components/lab/xray-lab.ts';
import { button, figures, find, findAll, pngFile, transferOf } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

interface Form {
  readonly form: HTMLFormElement;
  readonly lab: XrayLab;
}

/** A form with an `<xray-lab name="images">` in a fieldset. */
async function openForm(attributes: Record<string, string> = {}): Promise<Form> {
  const form = await fixture<HTMLFormElement>(
    html`<form>
      <fieldset></fieldset>
      <button>Send</button>
    </form>`,
  );
  const lab = document.createElement('xray-lab');
  for (const [name, value] of Object.entries({ backend: 'cpu', name: 'images', ...attributes })) {
    lab.setAttribute(name, value);
  }
  form.querySelector('fieldset')?.append(lab);
  // Nothing in these tests may leave the page.
  form.addEventListener('submit', (event) => event.preventDefault());
  await lab.updateComplete;
  return { form, lab };
}

async function settled(lab: XrayLab): Promise<void> {
  await waitUntil(() => !lab.busy && !lab.validity?.customError, 'the form has the results');
}

/** Whether the element is valid at the next event of a type: at that moment, however long it lasts. */
function validAt(lab: XrayLab, type: keyof XrayLabEventMap): Promise<boolean> {
  return new Promise((resolve) => {
    lab.addEventListener(type, () => resolve(lab.checkValidity()), { once: true });
  });
}

function submitted(form: HTMLFormElement): File[] {
  return new FormData(form).getAll('images') as File[];
}

describe('<xray-lab> in a form', () => {
  it('submits its results as a ZIP file', async () => {
    const { form, lab } = await openForm();
    expect([lab.form, submitted(form)]).to.deep.equal([form, []]);
    await lab.process([await pngFile('a.png'), await pngFile('b.png')]);
    await settled(lab);
    const [zip, ...others] = submitted(form);
    expect(others).to.deep.equal([]);
    expect(zip.type).to.equal('application/zip');
    expect(zip.name).to.match(/\.zip$/);
    const { files } = await JSZip.loadAsync(zip);
    expect(Object.keys(files)).to.have.length(11);
    expect(zip.size).to.equal((await lab.exportZip()).size);
  });

  it('submits what parameters give now', async () => {
    const { form, lab } = await openForm();
    await lab.process(await pngFile('a.png'));
    await settled(lab);
    const valid = validAt(lab, 'xray-results');
    lab.blurSize = 9;
    expect(await valid, 'not before it is in the ZIP').to.equal(false);
    await settled(lab);
    const archive = await JSZip.loadAsync(submitted(form)[0]);
    const manifest = JSON.parse((await archive.file('manifest.json')?.async('string')) ?? '') as {
      images: { parameters: { blur: { kernelSize: number } } }[];
    };
    expect(manifest.images[0].parameters.blur.kernelSize).to.equal(9);
  });

  it('submits nothing without a name, and under the name it has now', async () => {
    const { form, lab } = await openForm({ name: '' });
    await lab.process(await pngFile('a.png'));
    await waitUntil(() => !lab.busy);
    await aTimeout(50);
    expect([...new FormData(form).keys()]).to.deep.equal([]);
    lab.name = 'images';
    await waitUntil(() => submitted(form).length === 1);
    lab.name = 'others';
    await waitUntil(() => new FormData(form).has('others'));
    expect(submitted(form)).to.deep.equal([]);
  });

  it('tells nobody of the ZIP it makes for the form', async () => {
    const { lab } = await openForm();
    const told: string[] = [];
    for (const type of ['xray-before-export', 'xray-export']) lab.addEventListener(type, () => told.push(type));
    await lab.process(await pngFile('a.png'));
    await settled(lab);
    expect(told).to.deep.equal([]);
  });

  it('required: the form waits for an image, and the reader is told', async () => {
    const { form, lab } = await openForm({ required: '' });
    let sent = 0;
    form.addEventListener('submit', () => sent++);
    form.requestSubmit();
    expect(sent).to.equal(0);
    expect(lab.validity?.valueMissing).to.equal(true);
    expect(lab.validationMessage).to.equal('Choose an X-ray image.');
    expect(lab.matches(':invalid')).to.equal(true);
    await lab.process(await pngFile('a.png'));
    await settled(lab);
    expect(lab.checkValidity()).to.equal(true);
    form.requestSubmit();
    expect(sent).to.equal(1);
    lab.reset();
    await lab.updateComplete;
    expect(lab.checkValidity()).to.equal(false);
    lab.required = false;
    await lab.updateComplete;
    expect(lab.checkValidity()).to.equal(true);
  });

  it('is not valid while it works, so that no form leaves without its images', async () => {
    const { lab } = await openForm();
    let message = '';
    lab.addEventListener('xray-load', () => (message = lab.validationMessage));
    const valid = validAt(lab, 'xray-load');
    await lab.process(await pngFile('a.png'));
    expect(await valid).to.equal(false);
    expect(message).to.contain('still being processed');
    await settled(lab);
    expect(lab.checkValidity()).to.equal(true);
  });

  for (const [how, disable] of [
    ['disabled', ({ lab }: Form, on: boolean) => (lab.disabled = on)],
    [
      'a disabled fieldset',
      ({ form }: Form, on: boolean) => (find<HTMLFieldSetElement>(form, 'fieldset').disabled = on),
    ],
  ] as const) {
    it(`${how}: takes nothing from the reader and submits nothing`, async () => {
      const opened = await openForm({ required: '' });
      const { form, lab } = opened;
      await lab.process(await pngFile('a.png'));
      await settled(lab);
      disable(opened, true);
      await lab.updateComplete;
      expect([submitted(form).length, lab.willValidate]).to.deep.equal([0, false]);
      expect(find(lab, '.lab').matches('[inert]')).to.equal(true);
      const dataTransfer = transferOf([await pngFile('b.png')]);
      lab.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
      button(lab, 'Reset').focus();
      expect(lab.shadowRoot?.activeElement).to.equal(null);
      await aTimeout(50);
      expect(lab.results.map(({ name }) => name)).to.deep.equal(['a.png']);

      disable(opened, false);
      await lab.updateComplete;
      expect(submitted(form)).to.have.length(1);
      lab.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
      await waitUntil(() => lab.results.length === 2 && !lab.busy);
    });
  }

  it('a reset of the form puts it back to what the markup says', async () => {
    const { form, lab } = await openForm({ 'blur-size': '7', 'canny-low': '50' });
    await lab.process(await pngFile('a.png'));
    lab.blurSize = 9;
    lab.cannyHigh = 300;
    await waitUntil(() => !lab.busy);
    form.reset();
    await lab.updateComplete;
    expect([lab.results.length, figures(lab).length]).to.deep.equal([0, 0]);
    expect([lab.blurSize, lab.cannyLow, lab.cannyHigh]).to.deep.equal([7, 50, 200]);
    expect(submitted(form)).to.deep.equal([]);
  });

  it('its own buttons submit nothing', async () => {
    const { form, lab } = await openForm();
    let sent = 0;
    form.addEventListener('submit', () => sent++);
    await lab.process(await pngFile('a.png'));
    await settled(lab);
    for (const each of findAll<HTMLButtonElement>(lab, 'button')) expect(each.type).to.equal('button');
    button(lab, 'Reset').click();
    expect(sent).to.equal(0);
  });
});
