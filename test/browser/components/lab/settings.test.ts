import { expect } from '@open-wc/testing';
import { DEFAULT_PARAMS, resolveParams } from '../../../../src/pipeline/params.ts';
import { findAll, openLab } from '../support/lab-fixture.ts';
import { ALL_TYPES } from '../../../../src/decode/source/formats.ts';

describe('attributes and properties of <xray-lab>', () => {
  let warnings: string[] = [];
  const { warn } = console;
  beforeEach(() => {
    warnings = [];
    console.warn = (text: unknown) => warnings.push(String(text));
  });
  afterEach(() => {
    console.warn = warn;
  });

  it('start from what the original application computes', async () => {
    const lab = await openLab();
    expect(lab.params).to.deep.equal(DEFAULT_PARAMS);
    expect(lab.maxFileSize).to.equal(20 * 1024 * 1024);
    expect(lab.maxPixels).to.equal(100e6);
    expect(lab.accept).to.equal(ALL_TYPES);
    expect([lab.src, lab.sample, lab.theme]).to.deep.equal(['', '', '']);
    expect([lab.manual, lab.noControls, lab.noDownload, lab.cannyL2]).to.deep.equal([false, false, false, false]);
    expect(document.createElement('xray-lab').backend).to.equal('auto');
    // Nothing is written to the host's markup unasked.
    expect([...lab.attributes].map(({ name }) => name)).to.deep.equal(['backend']);
  });

  it('go from attributes to properties', async () => {
    const lab = await openLab({
      'blur-size': '9',
      'blur-sigma': '2.5',
      'canny-low': '-3',
      'canny-high': '77.5',
      'canny-aperture': '7',
      'canny-l2': '',
      'max-file-size': '1000',
      'max-pixels': '5000',
      theme: 'dark',
      manual: '',
    });
    const canny = { lowThreshold: -3, highThreshold: 77.5, apertureSize: 7, l2Gradient: true } as const;
    expect(lab.params).to.deep.equal(resolveParams({ blur: { kernelSize: 9, sigma: 2.5 }, canny }));
    expect([lab.maxFileSize, lab.maxPixels, lab.theme, lab.manual]).to.deep.equal([1000, 5000, 'dark', true]);
    lab.removeAttribute('blur-size');
    expect(lab.blurSize).to.equal(5);
    expect(warnings).to.deep.equal([]);
  });

  it('go from properties to attributes', async () => {
    const lab = await openLab();
    lab.blurSize = 11;
    lab.cannyL2 = true;
    lab.theme = 'light';
    await lab.updateComplete;
    expect(lab.getAttribute('blur-size')).to.equal('11');
    expect(lab.hasAttribute('canny-l2')).to.equal(true);
    expect(lab.getAttribute('theme')).to.equal('light');
    lab.cannyL2 = false;
    await lab.updateComplete;
    expect(lab.hasAttribute('canny-l2')).to.equal(false);
  });

  it('survive that an attribute is removed', async () => {
    const lab = await openLab({ src: '', sample: '/a.png', accept: 'image/png', 'max-pixels': '7' });
    for (const name of ['src', 'sample', 'accept', 'max-pixels', 'backend']) lab.removeAttribute(name);
    await lab.updateComplete;
    expect([lab.src, lab.sample, lab.accept]).to.deep.equal(['', '', ALL_TYPES]);
    expect([lab.maxPixels, lab.backend]).to.deep.equal([100e6, 'auto']);
    expect(findAll(lab, 'xray-drop-area')).to.have.length(1);
  });

  it('go from every property to its attribute', async () => {
    const lab = await openLab();
    Object.assign(lab, { sample: 'a.png b.png', accept: 'image/png', maxFileSize: 1000, maxPixels: 5000 });
    await lab.updateComplete;
    const written = ['sample', 'accept', 'max-file-size', 'max-pixels'].map((name) => lab.getAttribute(name));
    expect(written).to.deep.equal(['a.png b.png', 'image/png', '1000', '5000']);
    lab.backend = 'webgl2';
    await lab.updateComplete;
    expect(lab.getAttribute('backend')).to.equal('webgl2');
  });

  it('take the default for what is not allowed, and warn once', async () => {
    const lab = await openLab({ 'blur-size': '4', 'canny-aperture': 'big', 'max-pixels': '-1', theme: 'blue' });
    expect([lab.blurSize, lab.cannyAperture, lab.maxPixels, lab.theme]).to.deep.equal([5, 3, 100e6, '']);
    expect(warnings).to.have.length(4);
    expect(warnings[0]).to.contain('blurSize is 4').and.to.contain('odd');
    lab.setAttribute('blur-size', '6');
    lab.setAttribute('blur-size', '4');
    lab.setAttribute('backend', 'quantum');
    expect(lab.backend).to.equal('auto');
    expect(warnings).to.have.length(6);
  });
});
