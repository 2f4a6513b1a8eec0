import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCpuEngine } from '../../../../src/cpu/cpu-engine.ts';
import { decodeFile, imageInFile } from '../../../../src/decode/decode-image.ts';
import { parseManifest } from '../../../../src/export/manifest/manifest-reader.ts';
import { windowTold } from '../../../../src/export/manifest/window-told.ts';
import { plainValues } from '../../../../src/image/given-samples.ts';
import type { Engine } from '../../../../src/pipeline/engine.ts';
import {
  DEFAULT_PARAMS,
  resolveParams,
  type DeepPartial,
  type PipelineParams,
} from '../../../../src/pipeline/params.ts';
import { STAGE_IDS } from '../../../../src/pipeline/standard-graph.ts';
import { Session } from '../../../../src/session/session.ts';
import { makePng } from '../../../support/png-maker.ts';
import { openSession, png } from '../support/open-session.ts';
import { readZip, type ZippedImages } from '../support/read-zip.ts';

const film = makePng({
  width: 19,
  height: 13,
  colorType: 0,
  bitDepth: 16,
  pixel: (x, y) => [200 + ((x * 331 + y * 977) % 3600)],
});
const file = (name = 'film.png'): File => new File([film], name, { type: 'image/png' });

/** A session that computes. */
async function exported(engine: Engine, window: DeepPartial<PipelineParams['window']>): Promise<ZippedImages> {
  const { settings } = openSession();
  const kept = { ...engine, open: engine.open.bind(engine), dispose: () => undefined };
  const session = new Session(settings, resolveParams({ window }), {
    createEngine: () => Promise.resolve(kept),
    quiet: 20,
  });
  await session.process([file()]);
  const zip = await readZip((await session.exports.zip()).blob);
  session.reset();
  return zip;
}

describe('an export of a file of 16 bits', () => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await createCpuEngine();
  });
  afterAll(() => engine.dispose());

  it('holds its samples as they are stored, beside the five images', async () => {
    const zip = await exported(engine, {});
    expect([...zip.names].sort()).toEqual(
      ['manifest.json', 'film_stored.png', ...STAGE_IDS.map((id) => `film_${id}.png`)].sort(),
    );
    const { image } = await decodeFile(file(), { depth: 'stored' });
    const stored = await decodeFile(new Blob([(await zip.bytes('film_stored.png')).slice()]), { depth: 'stored' });
    expect(stored.image).toEqual(image);
  });

  it('tells which values are shown, and a manifest that is read back gives the same bytes again', async () => {
    for (const window of [
      {},
      { source: 'full' },
      { source: 'manual', center: 900, width: 700, invert: true },
    ] as const) {
      const zip = await exported(engine, window);
      const [told] = zip.manifest.images;
      const { values } = await decodeFile(file(), { depth: 'stored' });
      if (!values) throw new Error('A gray image has values.');
      expect(told).toMatchObject({ window: windowTold(values, told.parameters), source: { bitDepth: 16 } });
      expect(Object.keys(told.files)).toEqual([...STAGE_IDS, 'stored']);

      const [parameters] = parseManifest(new TextDecoder().decode(await zip.bytes('manifest.json'))).parameterSets;
      const pipeline = await engine.open(await imageInFile(file()));
      await pipeline.update(parameters);
      for (const stage of STAGE_IDS) {
        expect(await zip.pixels('film', stage), stage).toEqual([...(await pipeline.read(stage)).data]);
      }
      pipeline.dispose();
    }
  });
});

it('an export of 8 bits has five images, and tells of no window', async () => {
  const { session } = openSession();
  await session.process([png('a.png')]);
  const { names, manifest } = await readZip((await session.exports.zip()).blob);
  expect(names).toHaveLength(6);
  expect(manifest.images[0]).not.toHaveProperty('window');
});

describe('what a manifest tells of a window', () => {
  const values = plainValues(16, { from: 90, to: 4000 });

  it.each([
    [{}, { bits: 16, inverted: false, kind: 'extent', from: 90, to: 4000 }],
    [{ source: 'full' }, { bits: 16, inverted: false, kind: 'full', from: 0, to: 65535, highByte: true }],
    [
      { source: 'manual', center: 5.5, width: 3, function: 'sigmoid', invert: true },
      { bits: 16, inverted: true, kind: 'window', center: 5.5, width: 3, function: 'sigmoid' },
    ],
  ] as const)('%j', (window, expected) => {
    expect(windowTold(values, resolveParams({ window }))).toEqual(expected);
  });

  it('is what is shown by default where there are no parameters of it', () => {
    expect(windowTold(values, { blur: DEFAULT_PARAMS.blur })).toMatchObject({ kind: 'extent', from: 90 });
  });

  it('and never what the file calls it', () => {
    const named = {
      ...values,
      presets: [{ kind: 'window', label: 'Jane Doe', center: 1, width: 2, function: 'linear' }],
    } as const;
    expect(JSON.stringify(windowTold(named, {}))).not.toContain('Doe');
  });
});
