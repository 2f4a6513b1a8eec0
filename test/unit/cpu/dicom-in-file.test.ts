import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCpuEngine } from '../../../src/cpu/cpu-engine.ts';
import { decodeImage, imageInFile } from '../../../src/decode/decode-image.ts';
import type { Engine } from '../../../src/pipeline/engine.ts';
import { cellsOf, describing, dicomFile, nativeBytes, type DicomElement } from '../../support/dicom-maker.ts';

/** A file of 12 bits, whose window leaves out the ends, and its lowest value is white. */
const PICTURE = {
  rows: 3,
  columns: 4,
  values: [0, 1, 255, 256, 1000, 2047, 2048, 2049, 3000, 4000, 4094, 4095],
  photometric: 'MONOCHROME1',
};
const WINDOW: DicomElement[] = [
  [0x00281050, 'DS', '2000'],
  [0x00281051, 'DS', '2100'],
];
const film = (): File =>
  new File([dicomFile({ elements: describing(PICTURE, WINDOW), pixels: nativeBytes(cellsOf(PICTURE)) })], 'film.dcm');

describe.each(['simd', 'plain'] as const)('a gray DICOM file of 12 bits, with %s kernels', (kernels) => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await createCpuEngine({ kernels });
  });
  afterEach(() => engine.dispose());

  it('is seen as the file asks for, and by its values', async () => {
    const pipeline = await engine.open(await imageInFile(film()));
    await pipeline.update();
    expect(pipeline.values).toMatchObject({ bitsStored: 12, inverted: true });
    const shown = await decodeImage(film());
    expect((await pipeline.read('original')).data).toEqual(shown.data);
    await pipeline.update({ window: { invert: true } });
    expect((await pipeline.read('original')).data).toEqual(shown.data.map((shade) => 255 - shade));
  });
});
