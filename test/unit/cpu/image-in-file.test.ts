import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CpuPipeline } from '../../../src/cpu/cpu-image.ts';
import { createCpuEngine } from '../../../src/cpu/cpu-engine.ts';
import { CpuWorkers } from '../../../src/cpu/worker/cpu-workers.ts';
import { decodeImage, type SourceInfo } from '../../../src/decode/decode-image.ts';
import { openSource, type InFileOptions } from '../../../src/decode/open-source.ts';
import type { Engine } from '../../../src/pipeline/engine.ts';
import { STAGE_IDS, STANDARD, type StandardGraph } from '../../../src/pipeline/standard-graph.ts';
import { CountingFile } from '../../support/counting-file.ts';
import { expectSameImage } from '../../support/expect-same-image.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { chunk, exifBlock, makePng, type PngRecipe } from '../../support/png-maker.ts';
import { ReplacedFile } from '../../support/replaced-file.ts';
import { SilentFile } from '../../support/silent-file.ts';
import { stoppingWorkers } from '../../support/stopping-workers.ts';

const SAMPLES = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;
const PALETTE = Array.from({ length: 48 }, (_, i) => (i * 37) % 256);

function recipe(colorType: PngRecipe['colorType'], bitDepth: PngRecipe['bitDepth'], seed = 1): PngRecipe {
  const most = colorType === 3 ? 16 : 2 ** bitDepth;
  const pixel = (x: number, y: number): number[] =>
    Array.from({ length: SAMPLES[colorType] }, (_, c) => (x * 211 + y * 307 + x * y + c * 91 + seed) % most);
  const palette = colorType === 3 ? PALETTE : undefined;
  return { width: 61, height: 43, colorType, bitDepth, pixel, palette, filter: (row) => row % 5 };
}

const turned = (orientation: number): PngRecipe => ({
  ...recipe(2, 8),
  beforeData: [chunk('eXIf', exifBlock(orientation))],
});

const KINDS: readonly [string, PngRecipe][] = [
  ['gray, 1 bit', recipe(0, 1)],
  ['gray, 4 bits', recipe(0, 4)],
  ['gray, 8 bits', recipe(0, 8)],
  ['gray, 16 bits', recipe(0, 16)],
  ['gray with alpha', recipe(4, 8)],
  ['RGB', recipe(2, 8)],
  ['RGB, 16 bits', recipe(2, 16)],
  ['RGBA', recipe(6, 8)],
  ['palette', recipe(3, 4)],
  ['interlaced', { ...recipe(2, 8), interlaced: true }],
  ['upside down', turned(3)],
  ['on its side', turned(6)],
];

const bytesOf = (seed = 1): Uint8Array<ArrayBuffer> => makePng(recipe(2, 8, seed));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

afterEach(() => vi.restoreAllMocks());

describe.each(['simd', 'plain'] as const)('an image in its file, with %s kernels', (kernels) => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await createCpuEngine({ kernels });
  });
  afterEach(() => engine.dispose());

  it.each(KINDS)('is what it is decoded: %s', async (name, kind) => {
    const file = new CountingFile([makePng(kind)], 'a.png');
    const told: SourceInfo[] = [];
    const opened = await openSource(file);
    const pipeline = await engine.open(opened.inFile({ digest: true, onRead: (source) => told.push(source) }));
    expect(told.map((source) => source.sha256)).toEqual([sha256(makePng(kind))]);
    // A piece for the header, and all of it once.
    expect([file.slices, file.whole]).toEqual([1, 1]);
    const decoded = await decodeImage(file);
    const direct = await engine.open(decoded);
    await Promise.all([pipeline.update(), direct.update()]);
    for (const stage of STAGE_IDS) {
      expectSameImage(await pipeline.read(stage), await direct.read(stage), { image: name, stage });
    }
  });

  it('is given out as a copy, whoever writes to it', async () => {
    const pipeline = await engine.open((await openSource(new File([bytesOf()], 'a.png'))).inFile());
    const first = await pipeline.read('original');
    const before = first.data.slice();
    first.data.fill(7);
    expect((await pipeline.read('original')).data).toEqual(before);
  });

  it('that is damaged is refused by its name, and the next one is taken', async () => {
    const whole = bytesOf();
    const torn = await openSource(new File([whole.slice(0, -20)], 'torn.png'));
    await expect(engine.open(torn.inFile())).rejects.toMatchObject({
      code: 'decode-failed',
      message: 'torn.png: the image could not be read. The file may be damaged.',
    });
    const good = await openSource(new File([whole], 'good.png'));
    const { data } = await (await engine.open(good.inFile())).read('original');
    expect(data).toEqual((await decodeImage(new Blob([whole]))).data);
  });

  it('ends in the middle when it is aborted, and hears of it', async () => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
    const controller = new AbortController();
    const opened = await openSource(new File([bytesOf()], 'a.png'));
    let turns = 0;
    const takeTurn = (): void => {
      if (++turns === 3) controller.abort();
      else setImmediate(takeTurn);
    };
    setImmediate(takeTurn);
    const opening = engine.open(opened.inFile({ digest: true }), { signal: controller.signal });
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    expect(turns).toBe(3);
  });

  it('that does not answer is told of, and its memory is free', async () => {
    const clock = new HandClock();
    const file = new SilentFile([bytesOf()], 'away.png').keepContent();
    file.comeBack();
    const opened = await openSource(file);
    file.goAway();
    const opening = engine.open(opened.inFile({ patience: 1000, after: clock.after }));
    opening.catch(() => undefined);
    await vi.waitUntil(() => file.asked > 0, { timeout: 30_000, interval: 1 });
    clock.pass(1000);
    await expect(opening).rejects.toMatchObject({ code: 'decode-failed', reason: 'no-answer' });
    file.comeBack();
    await expect(engine.open(opened.inFile())).resolves.toBeDefined();
  });

  it('that was replaced since its header was read is refused', async () => {
    const file = new ReplacedFile([bytesOf(1)], 'a.png');
    const opened = await openSource(file);
    file.replace(new Blob([makePng({ ...recipe(2, 8, 1), filter: () => 0 })]));
    await expect(engine.open(opened.inFile())).rejects.toMatchObject({ reason: 'file-changed' });
  });

  it('is refused by what its caller throws when it hears what the file was', async () => {
    const opened = await openSource(new File([bytesOf()], 'a.png'));
    const onRead = (): never => {
      throw new RangeError('Not this one.');
    };
    await expect(engine.open(opened.inFile({ digest: true, onRead }))).rejects.toThrow('Not this one.');
  });
});

describe.each(['simd', 'plain'] as const)('an image in its file whose worker stops, with %s kernels', (kernels) => {
  const open = async (file: File, stopAt?: (task: string, worker: number) => boolean, options?: InFileOptions) => {
    const workers = new CpuWorkers(kernels);
    const stopping = stoppingWorkers(workers, kernels, stopAt);
    const inFile = (await openSource(file)).inFile({ digest: true, ...options });
    const given = { ...inFile, image: inFile, bitDepth: 8, values: () => null } as const;
    const pipeline = new CpuPipeline<StandardGraph>(STANDARD, workers, 1, given, () => undefined);
    await pipeline.open(undefined);
    return { ...stopping, pipeline };
  };

  it('is decoded again, and its stages are the same', async () => {
    const file = new CountingFile([bytesOf()], 'a.png');
    const onRead = vi.fn();
    const { pipeline, stop } = await open(file, undefined, { onRead });
    await pipeline.update();
    const before = await Promise.all(STAGE_IDS.map((stage) => pipeline.read(stage)));
    stop();
    const after = await Promise.all(STAGE_IDS.map((stage) => pipeline.read(stage)));
    expect(after).toEqual(before);
    expect([file.whole, onRead.mock.calls.length]).toEqual([2, 1]);
  });

  it('is decoded again when that happens while it is decoded', async () => {
    const file = new CountingFile([bytesOf()], 'a.png');
    const { pipeline, tasks } = await open(file, (task, worker) => task === 'decode' && worker === 0);
    expect((await pipeline.read('original')).data).toEqual((await decodeImage(file)).data);
    expect(tasks.filter((task) => task === 'decode')).toHaveLength(2);
  });

  it.each(['changed', 'gone'] as const)('is told of as that when its file is %s by then', async (how) => {
    const file = new ReplacedFile([bytesOf(1)], 'a.png');
    const { pipeline, stop } = await open(file);
    await pipeline.update();
    stop();
    if (how === 'gone') file.refuse('NotReadableError');
    else file.replace(new Blob([bytesOf(2)]));
    for (const work of [pipeline.read('original'), pipeline.update({ blur: { kernelSize: 9 } })]) {
      await expect(work).rejects.toMatchObject({ code: 'decode-failed', reason: 'file-changed' });
    }
  });

  it('is given up when two stop at it', async () => {
    const opening = open(new File([bytesOf()], 'a.png'), (task) => task === 'decode');
    await expect(opening).rejects.toMatchObject({ code: 'engine-lost' });
  });
});
