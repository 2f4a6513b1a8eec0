import { describe, expect, it } from 'vitest';
import { decodeFile } from '../../../../src/core.ts';
import { openSource } from '../../../../src/decode/open-source.ts';
import { cellsOf, describing, dicomFile, joined, nativeBytes, rleFrame, SYNTAX } from '../../../support/dicom-maker.ts';

/** A file that counts the bytes that are read of it. */
class WeighedFile extends File {
  weight = 0;

  override arrayBuffer(): Promise<ArrayBuffer> {
    this.weight += this.size;
    return super.arrayBuffer();
  }

  override stream(): ReturnType<File['stream']> {
    this.weight += this.size;
    return super.stream();
  }

  override slice(start = 0, end = this.size, type?: string): Blob {
    const slice = super.slice(start, end, type);
    const { size } = slice;
    const count = (): void => void (this.weight += size);
    const read = slice.arrayBuffer.bind(slice);
    const stream = slice.stream.bind(slice);
    return Object.assign(slice, {
      arrayBuffer: () => (count(), read()),
      stream: () => (count(), stream()),
    });
  }
}

const FRAMES = 40;
const SIDE = 300;
const values = Array.from({ length: FRAMES * SIDE * SIDE }, (_, i) => (i * 7 + Math.floor(i / (SIDE * SIDE))) % 4096);
const picture = { rows: SIDE, columns: SIDE, bits: 12, frames: FRAMES, values };
const cells = cellsOf(picture) as Uint16Array;
const frameOf = (frame: number): Uint16Array => cells.slice(frame * SIDE * SIDE, (frame + 1) * SIDE * SIDE);

const native = dicomFile({ elements: describing(picture), pixels: nativeBytes(cells) });
const coded = Array.from({ length: FRAMES }, (_, frame) => rleFrame(frameOf(frame)));
const rle = dicomFile({
  syntax: SYNTAX.rle,
  elements: describing(picture),
  pixels: { table: [], fragments: coded },
});

describe('a frame is read in slices', () => {
  it.each([
    ['native', native, 2 * SIDE * SIDE],
    ['in fragments', rle, coded[17].length],
  ])('%s', async (_, bytes, length) => {
    const file = new WeighedFile([bytes], 'run.dcm');
    const { image, values: meaning } = await decodeFile(file, { depth: 'stored', frame: 17 });
    expect(image.data).toEqual(frameOf(17));
    expect(meaning?.frame).toBe(17);
    // The header twice, a head for each fragment, and the frame.
    expect(file.weight).toBeLessThan(length + 3 * 65536 + FRAMES * 4096);
    expect(file.weight).toBeLessThan(bytes.length / 2);
  });

  it('from the same file: it begins as it did when it was opened', async () => {
    const file = new File([native], 'run.dcm');
    const opened = await openSource(file);
    const other = joined(native.slice(0, 400), Uint8Array.of(native[400] ^ 1), native.slice(401));
    const replaced = new File([other], 'run.dcm');
    Object.assign(file, { slice: replaced.slice.bind(replaced), arrayBuffer: replaced.arrayBuffer.bind(replaced) });
    await expect(opened.decode({ frame: 3 })).rejects.toMatchObject({ code: 'decode-failed', reason: 'file-changed' });
  });
});
