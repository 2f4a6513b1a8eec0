import { describe, expect, it } from 'vitest';
import { namelessImages } from '../../../../src/session/intake/nameless-images.ts';
import { describing, dicomFile } from '../../../support/dicom-maker.ts';
import { HandClock } from '../../../support/hand-clock.ts';

const dicom = dicomFile({
  elements: describing({ rows: 1, columns: 1, values: [1], bits: 8 }),
  pixels: Uint8Array.of(1),
});
const found = (name: string, bytes: BlobPart = dicom): { file: File; path: string | null } => ({
  file: new File([bytes], name),
  path: `folder/${name}`,
});
const names = async (
  files: readonly { file: File; path: string | null }[],
  accept = 'application/dicom',
  clock = new HandClock(),
): Promise<string[]> => {
  const { signal } = new AbortController();
  return [...(await namelessImages({ files, unreadable: [] }, accept, { signal, after: clock.after }))].map(
    ({ name }) => name,
  );
};

describe('files of a folder whose names say nothing', () => {
  it('are known by how they begin', async () => {
    const files = [
      found('IM000001'),
      found('1.2.840.10008.7'),
      found('README', 'Hello'),
      found('DICOMDIR'),
      found('notes.txt'),
      found('.hidden'),
      found('empty', ''),
    ];
    expect(await names(files)).toEqual(['IM000001', '1.2.840.10008.7']);
  });

  it('are not looked at where DICOM is not accepted, nor where a person named them', async () => {
    expect(await names([found('IM1')], 'image/png')).toEqual([]);
    expect(await names([{ ...found('IM1'), path: null }])).toEqual([]);
  });
});
