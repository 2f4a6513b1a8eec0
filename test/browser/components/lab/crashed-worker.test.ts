import { expect } from '@open-wc/testing';
import JSZip from 'jszip';
import { releaseDecoder } from '../../../../src/decode/decode-client.ts';
import { releaseExporters } from '../../../../src/export/encode/export-client.ts';
import { XrayError } from '../../../../src/base/xray-error.ts';
import { STAGE_IDS } from '../../../../src/pipeline/standard-graph.ts';
import { watchWorkers } from '../../../support/crashing-workers.ts';
import { expectSameImage } from '../../../support/expect-same-image.ts';
import { radiograph } from '../../../support/images.ts';
import { loadOpenCv, oracleChain } from '../../../support/opencv.ts';
import { findAll, next, openLab, pngFile, record } from '../support/lab-fixture.ts';
import { waitUntil } from '../support/wait-until.ts';

const picture = radiograph(130, 70);

describe('<xray-lab> when a worker crashes, backend cpu', () => {
  const { warn } = console;
  let watched: ReturnType<typeof watchWorkers> | null = null;
  beforeEach(() => {
    console.warn = () => undefined;
    // Workers that are there already are not watched.
    releaseDecoder();
    releaseExporters();
  });
  afterEach(() => {
    console.warn = warn;
    watched?.restore();
  });

  /** Crashes the first of the workers with that script at a task. */
  const crashFirst = (script: string, task: string): ReturnType<typeof watchWorkers> =>
    (watched = watchWorkers({ script, crashesAt: (worker, name) => worker === 0 && name === task }));

  for (const [script, task] of [
    ['cpu.worker', 'open'],
    ['cpu.worker', 'decode'],
    ['cpu.worker', 'compute'],
    ['cpu.worker', 'render'],
    ['export.worker', 'encodePng'],
  ] as const) {
    it(`gives the results and the archive all the same: ${script}, ${task}`, async () => {
      const file = await pngFile('a.png', picture);
      releaseExporters();
      const { scripts } = crashFirst(script, task);
      const lab = await openLab();
      const errors = record(lab, 'xray-error');
      await lab.process(file);
      const expected = oracleChain(await loadOpenCv(), picture, lab.params);
      for (const stage of STAGE_IDS) {
        expectSameImage(await lab.results[0].read(stage), expected[stage], { image: 'crashed', stage });
      }
      const zip = await JSZip.loadAsync(await lab.exportZip());
      expect(Object.keys(zip.files)).to.have.length(6);
      await waitUntil(() => !lab.busy);
      expect(errors).to.deep.equal([]);
      expect(findAll(lab, '[role="alert"]')).to.have.length(0);
      expect(scripts.length).to.be.above(1);
    });
  }

  it('computes a changed parameter after a crash at rest', async () => {
    const file = await pngFile('a.png', picture);
    watched = watchWorkers({ script: 'cpu.worker' });
    const lab = await openLab();
    const errors = record(lab, 'xray-error');
    await lab.process(file);
    watched.crash(0);
    const results = next(lab, 'xray-results');
    lab.blurSize = 9;
    const { result } = await results;
    const expected = oracleChain(await loadOpenCv(), picture, lab.params).edges;
    expectSameImage(await result.read('edges'), expected, { image: 'crashed', stage: 'edges', params: lab.params });
    expect(errors).to.deep.equal([]);
  });

  it('tells of a file that crashes every worker, and takes the next one without a new page', async () => {
    const files = await Promise.all([pngFile('bad.png', picture), pngFile('good.png', picture)]);
    let broken = true;
    const tried = new Set<number>();
    const crashesAt = (worker: number, task: string): boolean => {
      if (broken && task === 'compute') tried.add(worker);
      return broken && task === 'compute';
    };
    watched = watchWorkers({ script: 'cpu.worker', crashesAt });
    const lab = await openLab();
    const errors = record(lab, 'xray-error');
    await lab.process(files[0]);
    expect(errors.map(({ code, message }) => [code, message])).to.deep.equal([
      ['engine-lost', 'bad.png: The computation on the CPU stopped, and stopped again when it was repeated.'],
    ]);
    expect(errors[0].hint).to.include('memory');
    expect(tried.size).to.equal(2);
    broken = false;
    await lab.process(files[1]);
    expect(lab.results.map(({ name }) => name)).to.deep.equal(['good.png']);
    const expected = oracleChain(await loadOpenCv(), picture, lab.params).edges;
    expectSameImage(await lab.results[0].read('edges'), expected, { image: 'crashed', stage: 'edges' });
  });

  it('computes a changed parameter again when it is asked for after two crashes', async () => {
    let broken = false;
    watched = watchWorkers({ script: 'cpu.worker', crashesAt: (_worker, task) => broken && task === 'compute' });
    const lab = await openLab();
    await lab.process(await pngFile('a.png', picture));
    await waitUntil(() => !lab.busy);
    broken = true;
    const error = next(lab, 'xray-error');
    lab.blurSize = 9;
    expect((await error).code).to.equal('engine-lost');
    await waitUntil(() => !lab.busy);
    broken = false;
    const zip = await JSZip.loadAsync(await lab.exportZip());
    expect(Object.keys(zip.files)).to.have.length(6);
    const [{ params, read }] = lab.results;
    expect(params.blur.kernelSize).to.equal(9);
    const expected = oracleChain(await loadOpenCv(), picture, params).edges;
    expectSameImage(await read('edges'), expected, { image: 'crashed', stage: 'edges', params });
  });

  it('names the way out when an archive cannot be made', async () => {
    const file = await pngFile('a.png', picture);
    releaseExporters();
    const lab = await openLab();
    await lab.process(file);
    let broken = true;
    watched = watchWorkers({ script: 'export.worker', crashesAt: (_worker, task) => broken && task === 'encodePng' });
    const error: unknown = await lab.exportZip().catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(XrayError).with.property('code', 'export-failed');
    expect(error).to.have.property('hint').that.includes('memory');
    broken = false;
    expect((await lab.exportZip()).size).to.be.above(1000);
  });
});
