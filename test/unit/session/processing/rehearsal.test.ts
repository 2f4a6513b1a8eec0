import { expect, it, vi } from 'vitest';
import type { ImageInFile } from '../../../../src/image/image-in-file.ts';
import { STAGE_IDS } from '../../../../src/pipeline/standard-graph.ts';
import { rehearse, type RehearsingEngines } from '../../../../src/session/processing/rehearsal.ts';

/** Engines that decode what they are given, and take down what is asked of them. */
function engines(backend: 'cpu' | 'webgl2') {
  const asked: string[] = [];
  const decoded: number[][] = [];
  const pipeline = {
    update: async () => void asked.push('update'),
    draw: async (stage: string) => void asked.push(stage),
    dispose: () => void asked.push('dispose'),
  };
  const open = async (image: ImageInFile, signal: AbortSignal) => {
    const { width, height, channels, data } = await image.decode(signal);
    decoded.push([width, height, channels, data.length]);
    return { pipeline, engine: { backend }, fallback: null };
  };
  return { asked, decoded, engines: { open } as unknown as RehearsingEngines };
}

const canvas = {} as HTMLCanvasElement;

it('takes a picture through all that an image goes through, and leaves nothing', async () => {
  const { asked, decoded, engines: cpu } = engines('cpu');
  await rehearse(cpu, canvas, new AbortController().signal);
  expect(decoded).toEqual([[1024, 1024, 3, 3 * 1024 * 1024]]);
  expect(asked).toEqual(['update', ...STAGE_IDS, 'dispose']);
});

it('decodes, and no more, for a GPU', async () => {
  const { asked, decoded, engines: gpu } = engines('webgl2');
  await rehearse(gpu, canvas, new AbortController().signal);
  expect([decoded.length, asked]).toEqual([1, ['dispose']]);
});

it('ends when there is a file', async () => {
  const { asked, engines: cpu } = engines('cpu');
  const ending = new AbortController();
  const open = vi.fn(cpu.open);
  ending.abort();
  await expect(rehearse({ open }, canvas, ending.signal)).rejects.toThrow();
  expect([open.mock.calls, asked]).toEqual([[], []]);
});
