import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { encodePng } from '../../../../src/export/encode/encode-png.ts';
import { encodeStage } from '../../../../src/export/encode/encode-stage.ts';
import { releaseExporters } from '../../../../src/export/encode/export-client.ts';
import { createZip } from '../../../../src/export/zip/create-zip.ts';
import { rowsOf, type RowRequest } from '../../../../src/image/row-source.ts';
import { XrayError } from '../../../../src/base/xray-error.ts';
import { readZip } from '../../session/support/read-zip.ts';
import { drawing, noisyGradient } from '../rasters.ts';

const image = noisyGradient(900, 700);
const reader = { read: async () => image };

afterEach(() => {
  vi.restoreAllMocks();
  releaseExporters();
});

/** The sizes of the Blobs that are read from here on. */
function reads(): number[] {
  const sizes: number[] = [];
  const { arrayBuffer } = Blob.prototype;
  vi.spyOn(Blob.prototype, 'arrayBuffer').mockImplementation(function (this: Blob) {
    sizes.push(this.size);
    return arrayBuffer.call(this);
  });
  return sizes;
}

describe('an archive', () => {
  it('does not read a PNG that was made here, beyond its last byte', async () => {
    const png = await encodeStage(reader, 'edges');
    const sizes = reads();
    const zip = await createZip([{ name: 'a.png', image: png }], { manifest: { images: [] } });
    expect(Math.max(...sizes)).toBe(1);
    vi.restoreAllMocks();
    const { manifest, bytes: bytesOf } = await readZip(zip);
    const bytes = new Uint8Array(await png.arrayBuffer());
    expect(await bytesOf('a.png')).toEqual(bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(manifest).toMatchObject({ otherFiles: [{ file: 'a.png', sha256 }] });
  });

  it('copies the bytes of any other: it may lie on a disk, and change', async () => {
    const png = new Blob([await (await encodePng(drawing(40, 30))).arrayBuffer()]);
    const sizes = reads();
    await createZip([{ name: 'a.png', image: png }]);
    expect(sizes).toContain(png.size);
  });
});

describe('a stage', () => {
  it('is the same file whether its rows come or all of it', async () => {
    const whole = await encodeStage(reader, 'edges');
    const rows = await encodeStage({ ...reader, rows: async () => rowsOf(image) }, 'edges');
    expect(await rows.arrayBuffer()).toEqual(await whole.arrayBuffer());
    expect(await (await encodePng(image)).arrayBuffer()).toEqual(await whole.arrayBuffer());
  });

  it('that is lost fails with what its image says, and not with an export’s words', async () => {
    const lost = new XrayError('engine-lost', 'It is gone.');
    let asked = 0;
    const read = async (request: RowRequest): Promise<Uint8Array<ArrayBuffer>> => {
      if (++asked === 2) throw lost;
      return rowsOf(image).read(request);
    };
    const failing = encodeStage({ ...reader, rows: async () => ({ ...rowsOf(image), read }) }, 'edges');
    await expect(failing).rejects.toBe(lost);
    await expect(encodeStage({ read: () => Promise.reject(lost) }, 'edges')).rejects.toBe(lost);
  });

  it('asks for no further rows once it is not wanted any more', async () => {
    const controller = new AbortController();
    let asked = 0;
    const read = async (request: RowRequest): Promise<Uint8Array<ArrayBuffer>> => {
      if (++asked === 2) controller.abort();
      return rowsOf(image).read(request);
    };
    const source = { ...rowsOf(image), read };
    const { signal } = controller;
    await expect(encodeStage({ ...reader, rows: async () => source }, 'edges', { signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    const then = asked;
    await encodePng(drawing(8, 8));
    expect(asked).toBe(then);
  });
});
