import { expect, it } from 'vitest';
import { MESSAGES } from '../../../src/components/words/messages.ts';
import { GERMAN } from '../../../src/messages/de.ts';
import { cellsOf, describing, dicomFile, nativeBytes, type DicomElement } from '../../support/dicom-maker.ts';
import { openSession, png } from './support/open-session.ts';
import { readZip } from './support/read-zip.ts';

/** A DICOM file, with what it says of writing in its pixels. */
function film(name: string, said: string | null, samples: 1 | 3 = 1): File {
  const picture = { rows: 1, columns: 4, bits: 8, samples, values: new Array<number>(4 * samples).fill(7) };
  const further: DicomElement[] = said === null ? [] : [[0x00280301, 'CS', said]];
  const photometric: DicomElement[] =
    samples === 3
      ? [
          [0x00280004, 'CS', 'RGB'],
          [0x00280006, 'US', [0]],
        ]
      : [];
  const elements = [
    ...describing(picture).filter(([tag]) => !photometric.some(([other]) => other === tag)),
    ...photometric,
    ...further,
  ];
  return new File([dicomFile({ elements, pixels: nativeBytes(cellsOf(picture)) })], name);
}

it('how many results come of files with writing in their pixels is known before any is saved, and keeps none back', async () => {
  const { session } = openSession({ settings: { limits: { maxFileSize: 2 ** 20, maxPixels: 10_000, accept: '' } } });
  await session.process([
    film('a.dcm', 'YES'),
    film('b.dcm', 'NO'),
    film('c.dcm', null),
    film('d.dcm', 'YES', 3),
    png('e.png'),
  ]);
  expect(session.files.all.map(({ facts }) => facts?.burnedIn)).toEqual([true, undefined, undefined, true, undefined]);
  expect([session.files.burnedInCount, session.files.resultCount]).toEqual([2, 5]);
  expect(session.access.results.flatMap(({ name, burnedIn }) => (burnedIn ? [name] : []))).toEqual(['a.dcm', 'd.dcm']);
  const zip = await readZip((await session.exports.zip()).blob);
  expect([...zip.names].filter((name) => name.endsWith('_edges.png'))).toHaveLength(5);
  session.reset();
  expect(session.files.burnedInCount).toBe(0);
});

it('is said in both languages', () => {
  expect([MESSAGES.burnedIn(1, 1), MESSAGES.burnedIn(1, 3), MESSAGES.burnedIn(2, 3)]).toEqual([
    'The file says that text is burnt into the picture. It may tell who the patient is.',
    '1 of 3 files says that text is burnt into the picture. It may tell who the patient is.',
    '2 of 3 files say that text is burnt into the picture. It may tell who the patient is.',
  ]);
  expect([GERMAN.burnedIn(1, 1), GERMAN.burnedIn(2, 3)]).toEqual([
    'Laut Datei ist Text ins Bild eingebrannt. Er kann verraten, wer der Patient ist.',
    'Laut 2 von 3 Dateien ist Text ins Bild eingebrannt. Er kann verraten, wer der Patient ist.',
  ]);
});
