import { expect } from '@open-wc/testing';
import JSZip from 'jszip';
import { DEFAULT_PARAMS, resolveParams, type PipelineParams } from '../../../../src/pipeline/params.ts';
import { choose, find, next, openLab, pngFile, record } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

function manifestFile(...sets: readonly PipelineParams[]): File {
  const images = sets.map((parameters, i) => ({ name: `${i}.png`, width: 1, height: 1, parameters, files: {} }));
  const text = JSON.stringify({ schemaVersion: 1, images });
  return new File([text], 'manifest.json', { type: 'application/json' });
}

const strong = resolveParams({
  blur: { kernelSize: 9, sigma: 2.5 },
  canny: { lowThreshold: 40, highThreshold: 80, apertureSize: 5, l2Gradient: true },
});

const said = (lab: Element): string => (find(lab, '[role="status"]').textContent ?? '').trim();

describe('a manifest given to <xray-lab>', () => {
  it('sets the parameters it was written with', async () => {
    const source = await openLab({ 'blur-size': '11', 'canny-low': '12', 'canny-l2': '' });
    await source.process(await pngFile('a.png'));
    const { files } = await JSZip.loadAsync(await source.exportZip());
    const manifest = new File([await files['manifest.json'].async('blob')], 'manifest.json');

    const lab = await openLab();
    const errors = record(lab, 'xray-error');
    choose(lab, [manifest]);
    const change = await next(lab, 'xray-change');
    expect(change).to.deep.equal({ name: null, params: source.params });
    expect(lab.params).to.deep.equal(source.params);
    await lab.updateComplete;
    expect([lab.blurSize, lab.getAttribute('canny-low'), lab.cannyL2]).to.deep.equal([11, '12', true]);
    expect(said(lab)).to.equal('manifest.json: its parameters are set');
    expect([errors.length, lab.results.length]).to.deep.equal([0, 0]);
  });

  it('sets the first of several sets, and says so', async () => {
    const lab = await openLab();
    choose(lab, [manifestFile(strong, DEFAULT_PARAMS, strong)]);
    await next(lab, 'xray-change');
    await lab.updateComplete;
    expect(lab.params).to.deep.equal(strong);
    expect(said(lab)).to.contain('2 sets of parameters');
  });

  it('sets nothing where the host page left the parameters out', async () => {
    const lab = await openLab({ 'no-controls': '' });
    const errors = record(lab, 'xray-error');
    choose(lab, [manifestFile(strong)]);
    await waitUntil(() => errors.length === 1);
    expect(errors[0].code).to.equal('unsupported-type');
    expect(lab.params).to.deep.equal(DEFAULT_PARAMS);
  });
});
