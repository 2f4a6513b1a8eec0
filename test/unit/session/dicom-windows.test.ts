import { expect, it } from 'vitest';
import { createCpuEngine } from '../../../src/cpu/cpu-engine.ts';
import { decodeImage } from '../../../src/decode/decode-image.ts';
import { parseManifest } from '../../../src/export/manifest/manifest-reader.ts';
import { resolveParams } from '../../../src/pipeline/params.ts';
import { Session } from '../../../src/session/session.ts';
import { cellsOf, describing, dicomFile, nativeBytes } from '../../support/dicom-maker.ts';
import { openSession, png } from './support/open-session.ts';
import { readZip } from './support/read-zip.ts';

const PICTURE = { rows: 1, columns: 4, bits: 8, values: [0, 100, 200, 255] };
const film = new File(
  [
    dicomFile({
      elements: describing(PICTURE, [
        [0x00281050, 'DS', '100\\180'],
        [0x00281051, 'DS', '150\\60'],
      ]),
      pixels: nativeBytes(cellsOf(PICTURE)),
    }),
  ],
  'film.dcm',
);

it('a DICOM file of 8 bits is made again of itself, and not of the picture that is kept of it', async () => {
  const { settings } = openSession({ settings: { limits: { maxFileSize: 2 ** 20, maxPixels: 10_000, accept: '' } } });
  const engine = await createCpuEngine();
  const session = new Session(settings, resolveParams(), {
    createEngine: () => Promise.resolve({ ...engine, open: engine.open.bind(engine), dispose: () => undefined }),
    quiet: 20,
  });
  const original = async (): Promise<readonly number[]> => {
    const zip = await readZip((await session.exports.zip()).blob);
    const { data } = await decodeImage(new Blob([(await zip.bytes('film_original.png')).slice()]));
    const { images } = parseManifest(new TextDecoder().decode(await zip.bytes('manifest.json')), 'manifest.json');
    expect(images).toHaveLength(2);
    return [...data];
  };
  await session.process([film, png('other.png')]);
  // The other one is on show: of the film its images are kept, seen through the first window.
  session.select(session.files.all[1].id);
  expect(await original()).toEqual([0, 128, 255, 255]);
  session.setParams(resolveParams({ window: { source: 'preset', preset: 1 } }));
  await session.redo();
  expect(await original()).toEqual([0, 0, 216, 255]);
  session.reset();
  engine.dispose();
});
