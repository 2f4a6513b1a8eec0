import { describe, expect, it, vi } from 'vitest';
import { XrayError } from '../../../src/base/xray-error.ts';
import { canny } from '../../../src/operators/canny.ts';
import { gaussianBlur } from '../../../src/operators/gaussian-blur.ts';
import { grayscale } from '../../../src/operators/grayscale.ts';
import { defineGraph, type ComputedStageIdOf, type StageIdOf } from '../../../src/pipeline/graph.ts';
import { defaultParams } from '../../../src/pipeline/params.ts';
import { ScheduledImage, type Run } from '../../../src/pipeline/scheduled-image.ts';

/** Two branches from the same gray values; what is written in between must not count. */
const GRAPH = defineGraph({
  film: { title: 'Film', purpose: '', short: 'Film' },
  gray: { operator: grayscale, inputs: ['film'], short: 'Gray' },
  soft: { operator: gaussianBlur, inputs: ['gray'], params: 'soft', short: 'Soft' },
  sharp: { operator: canny, inputs: ['gray'], params: 'sharp', short: 'Sharp' },
  margins: { operator: canny, inputs: ['soft'], params: 'margins', short: 'Margins' },
});
type G = typeof GRAPH;
type Id = ComputedStageIdOf<G>;

const DEFAULTS = defaultParams(GRAPH);

/**
 * A device whose planes hold the text of what they were made from, so that a plane that was taken for good although it is
 * not shows. It computes a stage when it is told to.
 */
class FakeDevice {
  readonly planes = new Map<string, string>([['film', 'film']]);
  /** Stages in the order in which they were computed. */
  readonly computed: string[] = [];
  /** What each run was asked for. */
  readonly begun: string[][] = [];
  lost: Error | null = null;
  readonly image = new ScheduledImage(GRAPH, {
    compute: (run) => this.compute(run),
    assertUsable: () => {
      if (this.lost) throw this.lost;
    },
  });
  private steps: (() => void)[] = [];
  private failures: Error[] = [];
  private crashes = 0;
  private byItself = true;

  /** From now on each stage waits for {@link step}. */
  bySteps(): this {
    this.byItself = false;
    return this;
  }

  /** Lets the stage under way be computed, and everything that follows from it happen. */
  async step(): Promise<void> {
    await settled();
    this.steps.shift()?.();
    await settled();
  }

  /** Computes all that is asked for. */
  async run(): Promise<void> {
    this.byItself = true;
    for (let i = 0; i < 20; i++) await this.step();
  }

  /** The next stage fails. */
  failOnce(error: Error): void {
    this.failures.push(error);
  }

  /** All planes are gone once, in the middle of a run, which the device begins again by itself. */
  crashOnce(): void {
    this.crashes = 1;
  }

  read(stage: StageIdOf<G>): Promise<string> {
    return this.image.whenValid(stage, () => this.planes.get(stage) ?? 'nothing');
  }

  private async compute(run: Run<G>): Promise<void> {
    for (;;) {
      const stages = run.begin();
      this.begun.push([...stages]);
      if (await this.computeAll(run, stages)) return;
      for (const id of GRAPH.computed) this.planes.delete(id);
      this.image.forgetPlanes();
    }
  }

  /** False when the planes got lost on the way. */
  private async computeAll(run: Run<G>, stages: readonly StageIdOf<G>[]): Promise<boolean> {
    for (const stage of stages as readonly Id[]) {
      this.planes.set(stage, 'unfinished');
      if (!this.byItself) await new Promise<void>((resolve) => this.steps.push(resolve));
      else await Promise.resolve();
      run.check();
      const failure = this.failures.shift();
      if (failure) throw failure;
      if (this.crashes > 0 && stage === 'soft') {
        this.crashes--;
        return false;
      }
      this.planes.set(
        stage,
        contents(stage, run.params, (input) => this.planes.get(input) ?? 'nothing'),
      );
      this.computed.push(stage);
      run.finished(stage);
    }
    return true;
  }
}

function contents(stage: Id, params: typeof DEFAULTS, input: (id: string) => string): string {
  const { inputs, params: group } = GRAPH.stages[stage];
  return `${stage}(${inputs.map(input).join()}${group ? ` ${JSON.stringify(params[group])}` : ''})`;
}

/** What a stage must hold for these parameters. */
function right(stage: string, params = DEFAULTS): string {
  return stage === 'film' ? 'film' : contents(stage as Id, params, (input) => right(input, params));
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

const soft = (sigma: number): typeof DEFAULTS => ({ ...DEFAULTS, soft: { ...DEFAULTS.soft, sigma } });

const nameOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: Error) => error.name,
  );

async function expectAll(device: FakeDevice, params = DEFAULTS): Promise<void> {
  for (const stage of GRAPH.order) expect(await device.read(stage), stage).toBe(right(stage, params));
}

describe('an image’s schedule', () => {
  it('computes everything at first, then only what is stale', async () => {
    const device = new FakeDevice();
    await device.image.update();
    await device.image.update({ margins: { lowThreshold: 7 } });
    await device.image.update({ soft: { sigma: 3 } });
    await device.image.update({});
    expect(device.begun).toEqual([['gray', 'soft', 'sharp', 'margins'], ['margins'], ['soft', 'margins'], []]);
    const params = { ...soft(3), margins: { ...DEFAULTS.margins, lowThreshold: 7 } };
    expect(device.image.params).toEqual(params);
    await expectAll(device, params);
  });

  it('finds what a stage needs by dependence, and computes that alone for a read', async () => {
    const device = new FakeDevice();
    expect(await device.read('sharp')).toBe(right('sharp'));
    expect(device.computed).toEqual(['gray', 'sharp']);
    expect(await device.read('margins')).toBe(right('margins'));
    expect(device.computed).toEqual(['gray', 'sharp', 'soft', 'margins']);
    expect(await device.read('film')).toBe('film');
  });

  it('tells of each stage, which can be read from within', async () => {
    const device = new FakeDevice();
    const reads: Promise<string>[] = [];
    await device.image.update({}, { onStage: (stage) => void reads.push(device.read(stage)) });
    expect(await Promise.all(reads)).toEqual(GRAPH.computed.map((stage) => right(stage)));
    expect(device.begun.length).toBe(1);
  });

  it('lets the newest update win, which takes over what the others asked for', async () => {
    const device = new FakeDevice().bySteps();
    const first = nameOf(device.image.update({ soft: { sigma: 3 } }));
    await device.step();
    const second = nameOf(device.image.update({ margins: { lowThreshold: 7 } }));
    await device.step();
    const third = nameOf(device.image.update({ margins: { highThreshold: 9 } }));
    await device.run();
    expect(await Promise.all([first, second, third])).toEqual(['AbortError', 'AbortError', 'done']);
    const params = { ...soft(3), margins: { ...DEFAULTS.margins, lowThreshold: 7, highThreshold: 9 } };
    expect(device.image.params).toEqual(params);
    expect(device.computed.filter((stage) => stage === 'gray')).toEqual(['gray']);
    await expectAll(device, params);
  });

  it('has the same happen when an update comes from within the report of a stage', async () => {
    for (const at of GRAPH.computed) {
      const device = new FakeDevice();
      let second: Promise<void> | undefined;
      const onStage = (stage: string): void => {
        if (stage === at) second = device.image.update({ soft: { sigma: 5 } });
      };
      expect(await nameOf(device.image.update({ soft: { sigma: 3 } }, { onStage })), at).toBe('AbortError');
      await second;
      expect(device.image.params).toEqual(soft(5));
      await expectAll(device, soft(5));
    }
  });

  it('drops what an aborted update asked for, at once', async () => {
    const device = new FakeDevice().bySteps();
    const done = device.image.update();
    await device.run();
    await done;
    device.bySteps();
    const controller = new AbortController();
    const aborted = nameOf(device.image.update({ soft: { sigma: 3 } }, controller));
    await device.step();
    controller.abort();
    // Before the device has heard of it.
    const next = device.image.update({ margins: { lowThreshold: 7 } });
    await device.run();
    await next;
    expect(await aborted).toBe('AbortError');
    const params = { ...DEFAULTS, margins: { ...DEFAULTS.margins, lowThreshold: 7 } };
    expect(device.image.params).toEqual(params);
    await expectAll(device, params);
  });

  it('drops with it what it had taken over', async () => {
    const device = new FakeDevice().bySteps();
    const superseded = nameOf(device.image.update({ soft: { sigma: 3 } }));
    await device.step();
    await device.step();
    const controller = new AbortController();
    const aborted = nameOf(device.image.update({ margins: { lowThreshold: 7 } }, controller));
    await device.step();
    controller.abort();
    await device.run();
    expect(await Promise.all([superseded, aborted])).toEqual(['AbortError', 'AbortError']);
    expect(device.image.params).toEqual(DEFAULTS);
    await expectAll(device);
  });

  it('does nothing for a signal that is aborted already, or parameters that are refused', async () => {
    const device = new FakeDevice();
    await device.image.update();
    const aborted = AbortSignal.abort();
    expect(await nameOf(device.image.update({ soft: { sigma: 3 } }, { signal: aborted }))).toBe('AbortError');
    await expect(device.image.update({ soft: { sigma: -1 } })).rejects.toMatchObject({ code: 'invalid-params' });
    expect(device.begun.length).toBe(1);
    await expectAll(device);
  });

  it('is as it was after an update that failed', async () => {
    const device = new FakeDevice();
    await device.image.update();
    device.failOnce(new RangeError('no memory'));
    expect(await nameOf(device.image.update({ soft: { sigma: 3 } }))).toBe('RangeError');
    expect(device.image.params).toEqual(DEFAULTS);
    await expectAll(device);
    await device.image.update({ margins: { lowThreshold: 7 } });
    expect(device.image.params.soft.sigma).toBe(1);
  });

  it('tells a reader of what fails when it computes for it', async () => {
    const device = new FakeDevice();
    device.failOnce(new RangeError('no memory'));
    expect(await nameOf(device.read('margins'))).toBe('RangeError');
    expect(await device.read('margins')).toBe(right('margins'));
  });

  it('reads what was asked for last, and waits for it while an update makes it stale', async () => {
    const device = new FakeDevice();
    await device.image.update();
    device.bySteps();
    const update = device.image.update({ soft: { sigma: 3 } });
    const seen: string[] = [];
    const reads = [
      device.read('margins').then((plane) => void seen.push(plane)),
      device.read('sharp').then((plane) => void seen.push(plane)),
    ];
    await settled();
    // Which the update leaves alone.
    expect(seen).toEqual([right('sharp')]);
    await device.run();
    await Promise.all([update, ...reads]);
    expect(seen).toEqual([right('sharp'), right('margins', soft(3))]);
  });

  it('lets a stage be read as soon as it is there, before the update is through', async () => {
    const device = new FakeDevice().bySteps();
    const update = device.image.update();
    const read = device.read('soft');
    await device.step();
    await device.step();
    expect(await read).toBe(right('soft'));
    expect(device.computed).toEqual(['gray', 'soft']);
    await device.run();
    await update;
  });

  it('serves several readers by one computation, one after the other where they need different stages', async () => {
    const device = new FakeDevice();
    const planes = await Promise.all([device.read('soft'), device.read('soft'), device.read('margins')]);
    expect(planes).toEqual(['soft', 'soft', 'margins'].map((stage) => right(stage)));
    expect(device.computed).toEqual(['gray', 'soft', 'margins']);
  });

  it('has an update make what a read began to compute', async () => {
    const device = new FakeDevice().bySteps();
    const read = device.read('margins');
    await device.step();
    const update = device.image.update({ soft: { sigma: 3 } });
    await device.run();
    await update;
    expect(await read).toBe(right('margins', soft(3)));
    expect(device.computed.filter((stage) => stage === 'gray')).toEqual(['gray']);
  });

  it('goes on computing for a reader whose update was aborted', async () => {
    const device = new FakeDevice().bySteps();
    const controller = new AbortController();
    const update = nameOf(device.image.update({ soft: { sigma: 3 } }, controller));
    const read = device.read('margins');
    await device.step();
    controller.abort();
    await device.run();
    expect(await update).toBe('AbortError');
    expect(await read).toBe(right('margins'));
  });

  it('uses a plane at once: an update that follows comes after it', async () => {
    const device = new FakeDevice();
    await device.image.update();
    const read = device.read('margins');
    void device.image.update({ soft: { sigma: 3 } });
    expect(await read).toBe(right('margins'));
    await expectAll(device, soft(3));
  });

  it('computes everything again when all planes are lost in the middle', async () => {
    const device = new FakeDevice();
    await device.image.update();
    device.crashOnce();
    const update = device.image.update({ soft: { sigma: 3 } });
    const read = device.read('sharp');
    await update;
    await read;
    expect(device.begun.slice(1)).toEqual([
      ['soft', 'margins'],
      ['gray', 'soft', 'sharp', 'margins'],
    ]);
    await expectAll(device, soft(3));
  });

  it('computes anew what is read after all planes were lost', async () => {
    const device = new FakeDevice();
    await device.image.update({ soft: { sigma: 3 } });
    for (const id of GRAPH.computed) device.planes.delete(id);
    device.image.forgetPlanes();
    await expectAll(device, soft(3));
  });

  it('ends everything when it is disposed of', async () => {
    const device = new FakeDevice().bySteps();
    const pending = [device.image.update(), device.read('margins'), device.read('sharp')].map(nameOf);
    await device.step();
    device.image.dispose();
    device.image.dispose();
    await device.run();
    expect(await Promise.all(pending)).toEqual(['AbortError', 'AbortError', 'AbortError']);
    expect(await nameOf(device.image.update())).toBe('AbortError');
    expect(await nameOf(device.read('film'))).toBe('AbortError');
    expect(device.computed).toEqual(['gray']);
  });

  it('rejects with what the device is lost by', async () => {
    const device = new FakeDevice().bySteps();
    const read = device.read('margins');
    const rejected = expect(read).rejects.toMatchObject({ code: 'engine-lost' });
    await device.step();
    device.lost = new XrayError('engine-lost', 'Gone.');
    device.failOnce(device.lost);
    await device.run();
    await rejected;
    await expect(device.image.update()).rejects.toBe(device.lost);
  });

  it('numbers its runs, and says nothing of stages that a run finishes too late', async () => {
    const runs: Run<G>[] = [];
    const compute = vi.fn((run: Run<G>) => {
      runs.push(run);
      return new Promise<void>((_resolve, reject) => run.signal.addEventListener('abort', reject));
    });
    const image = new ScheduledImage(GRAPH, { compute, assertUsable: () => undefined });
    const told: string[] = [];
    image.update({}, { onStage: (stage) => void told.push(stage) }).catch(() => undefined);
    image.update().catch(() => undefined);
    await settled();
    expect(runs.map(({ number }) => number)).toEqual([1, 2]);
    runs[0].finished('gray');
    expect(told).toEqual([]);
    expect(() => runs[0].check()).toThrow('A newer update took its place.');
    expect(() => runs[1].check()).not.toThrow();
    expect(runs[1].begin()).toContain('gray');
    image.dispose();
  });
});
