import { throwIfAborted } from '../../base/xray-error.ts';
import { openSource } from '../../decode/open-source.ts';
import type { EngineSupply } from '../../engines/engine-supply.ts';
import { STAGE_IDS } from '../../pipeline/standard-graph.ts';

/** What {@link rehearse} needs of engines. */
export type RehearsingEngines = Pick<EngineSupply, 'open'>;

/** Of the picture, in pixels: enough for a browser to compile what is in its loops a second time, for speed. */
const SIDE = 1024;
/** About as large as pictures are seen. */
const SEEN = { width: 360, height: 360 };

/**
 * Takes a picture of nothing from a file to what is drawn, so that code is there when a person has chosen one: browsers compile functions when they are
 * first called, and those in WebAssembly once more when they have run for a while. All of it is done where files are, and gives way to them: see `signal`. For a
 * GPU, which has a self-test of its own, it is decoded, and no more. What it fails with a file will fail with, too, and that is told of then.
 * @param canvas to draw on
 * @param signal aborted when there is a file
 */
export async function rehearse(
  engines: RehearsingEngines,
  canvas: HTMLCanvasElement,
  signal: AbortSignal,
): Promise<void> {
  const source = await openSource(new Blob([flatJpeg()]), { signal });
  const inFile = source.inFile({ digest: true, show: (picture) => picture.close() });
  const { engine, pipeline } = await engines.open(inFile, signal);
  try {
    if (engine.backend !== 'cpu') return;
    await pipeline.update({}, { signal });
    for (const stage of STAGE_IDS) {
      throwIfAborted(signal);
      await pipeline.draw(stage, canvas, SEEN);
    }
  } finally {
    pipeline.dispose();
  }
}

/** Gray in three components, the colours of half the size, with the Huffman tables of a file that brings none (ITU-T T.81, K.3). */
function flatJpeg(): Uint8Array<ArrayBuffer> {
  const [high, low] = [SIDE >> 8, SIDE & 255];
  const head = [
    ...[0xff, 0xd8, 0xff, 0xdb, 0, 67, 0, ...new Array<number>(64).fill(1)],
    ...[0xff, 0xc0, 0, 17, 8, high, low, high, low, 3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0],
    ...[0xff, 0xda, 0, 12, 3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0],
  ];
  // Four blocks of luminance, with two coefficients beside their mean, and two of colours without: 56 bits.
  const unit = [...'00001000101000001000101000001000101000001000101000000000'.matchAll(/.{8}/g)];
  const bytes = unit.map(([bits]) => parseInt(bits, 2));
  const units = (SIDE / 16) ** 2;
  const file = new Uint8Array(head.length + units * bytes.length + 2);
  file.set(head);
  for (let i = 0; i < units; i++) file.set(bytes, head.length + i * bytes.length);
  file.set([0xff, 0xd9], file.length - 2);
  return file;
}
