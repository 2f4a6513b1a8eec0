import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../../src/pipeline/engine.ts';
import type { PipelineParams } from '../../../../src/pipeline/params.ts';
import { XrayError } from '../../../../src/base/xray-error.ts';
import type { Computation } from '../../../../src/session/files/computation.ts';
import type { FileEntry } from '../../../../src/session/files/file-entry.ts';
import { NOTHING_COMPUTED, type LiveImage } from '../../../../src/session/files/live-image.ts';
import type { StageId } from '../../../../src/pipeline/standard-graph.ts';
import { PRESETS } from '../../../support/presets.ts';
import { ShownImage } from '../../../../src/session/processing/shown-image.ts';
import { until } from '../support/open-session.ts';

interface Update {
  readonly params: PipelineParams;
  readonly finish: () => void;
  readonly fail: (error: Error) => void;
}

/** An image on show whose computations end when they are told to. */
function showImage(patience: number) {
  const updates: Update[] = [];
  const told: unknown[] = [];
  let params: PipelineParams = PRESETS.original;
  let entry = { state: { kind: 'done', computed: { params } } } as unknown as FileEntry;
  const live = {
    entryId: 1,
    wanted: null as PipelineParams | null,
    engine: { backend: 'cpu' } as Engine,
    versions: { ...NOTHING_COMPUTED },
    pipeline: { draw: () => Promise.resolve() },
    dispose: () => undefined,
    get computed() {
      return { params: live.wanted ?? PRESETS.original } as Computation;
    },
    update(params: PipelineParams): Promise<void> {
      live.wanted = params;
      return new Promise((finish, fail) => updates.push({ params, finish, fail }));
    },
  };
  const shown = new ShownImage(
    {
      files: { get: () => entry, patch: (_id, changes) => void (entry = { ...entry, ...changes }) },
      keeper: { keepAndFree: () => undefined, settled: () => Promise.resolve() },
      progress: { start: () => ({ ready: 0 }), finish: () => undefined },
      computer: { compute: () => Promise.reject(new Error('Not asked for here.')) },
      engines: () => ({ isUp: true, ready: () => Promise.resolve(), reportLoss: () => false }),
      params: () => params,
      givenUp: () => new AbortController().signal,
      track: (work) => work,
      fail: () => undefined,
      notify: (error) => void told.push(error),
      tell: (report) => void (report.kind === 'results' && told.push(live.wanted)),
    },
    { patience },
  );
  shown.show(1, live as unknown as LiveImage);
  const set = (next: PipelineParams): void => {
    params = next;
    shown.paramsChanged();
  };
  /** A stage is computed, and drawn by whoever looks at it. */
  const draw = async (stage: StageId): Promise<void> => {
    live.versions = { ...live.versions, [stage]: live.versions[stage] + 1 };
    await shown.draw(live as unknown as LiveImage, stage, {} as HTMLCanvasElement, {});
  };
  return { updates, told, set, draw, shown };
}

const { softer, finer, strong } = PRESETS;

/** Long enough for what is put off to the next frame. */
const twoFrames = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 50));

describe('the image on show while parameters go on changing', () => {
  it('finishes what it computes, then takes the newest ones', async () => {
    const { updates, set } = showImage(1e9);
    set(softer);
    await until(() => updates.length === 1);
    for (const params of [finer, strong]) {
      set(params);
      await twoFrames();
    }
    expect(updates).toHaveLength(1);
    updates[0].finish();
    await until(() => updates.length === 2);
    expect(updates[1].params).toBe(strong);
  });

  it('does not wait for what takes long', async () => {
    const { updates, set } = showImage(0);
    set(softer);
    await until(() => updates.length === 1);
    set(finer);
    await until(() => updates.length === 2);
    expect(updates[1].params).toBe(finer);
  });

  it('takes the newest ones as soon as something of the older ones was drawn, and drops the rest', async () => {
    const { updates, set, draw } = showImage(1e9);
    set(softer);
    await until(() => updates.length === 1);
    set(finer);
    set(strong);
    await twoFrames();
    expect(updates).toHaveLength(1);
    await draw('blurred');
    await until(() => updates.length === 2);
    expect(updates[1].params).toBe(strong);
  });

  it('takes no drawing of what was there before for one of what is computed', async () => {
    const { updates, set, draw, shown } = showImage(1e9);
    await draw('blurred');
    set(softer);
    await until(() => updates.length === 1);
    set(finer);
    await twoFrames();
    await shown.draw(shown.live as LiveImage, 'blurred', {} as HTMLCanvasElement, {});
    await twoFrames();
    expect(updates).toHaveLength(1);
  });

  it('lets the rest of the chain follow now and then', async () => {
    const { updates, set, draw } = showImage(1e9);
    set(softer);
    await until(() => updates.length === 1);
    for (const [i, params] of [finer, strong, finer, strong].entries()) {
      set(params);
      await twoFrames();
      await draw('blurred');
      await until(() => updates.length === i + 2);
    }
    set(softer);
    await twoFrames();
    await draw('blurred');
    await twoFrames();
    expect(updates).toHaveLength(5);
    updates[4].finish();
    await until(() => updates.length === 6);
    expect(updates[5].params).toBe(softer);
  });

  it('tells once of what was computed for several changes', async () => {
    const { updates, told, set } = showImage(0);
    for (const [i, params] of [softer, finer, strong].entries()) {
      set(params);
      await until(() => updates.length === i + 1);
    }
    // Those that were superseded settle with the newest.
    for (const { finish } of updates) finish();
    await until(() => told.length > 0);
    await twoFrames();
    expect(told).toEqual([strong]);
  });

  it('tells once of what was computed with before its frame came', async () => {
    const { updates, told, set } = showImage(1e9);
    set(softer);
    await until(() => updates.length === 1);
    set(finer);
    // It waits for the first; the next one comes just before that is done.
    await twoFrames();
    set(strong);
    updates[0].finish();
    await until(() => updates.length === 2);
    expect(updates[1].params).toBe(strong);
    updates[1].finish();
    await twoFrames();
    expect([updates.length, told]).toEqual([2, [strong]]);
  });

  it('tells once of one failure, too', async () => {
    const { updates, told, set } = showImage(0);
    for (const [i, params] of [softer, finer].entries()) {
      set(params);
      await until(() => updates.length === i + 1);
    }
    const error = new XrayError('engine-lost', 'No.');
    for (const { fail } of updates) fail(error);
    await until(() => told.length > 0);
    await twoFrames();
    expect(told).toEqual([error]);
  });
});

describe('an early picture', () => {
  const picture = (): ImageBitmap & { closed: boolean } => {
    const made = { closed: false, close: () => void (made.closed = true) };
    return made as unknown as ImageBitmap & { closed: boolean };
  };

  it('is of what is on show, until that can be drawn', () => {
    const { shown } = showImage(0);
    const { live } = shown;
    expect(shown.previewOf(1)).toBeUndefined();
    shown.show(1, null);
    expect(shown.previewOf(2)).toBeUndefined();
    const first = picture();
    shown.previewOf(1)?.(first);
    expect(shown.early).toBe(first);
    shown.show(1, live);
    expect([shown.early, first.closed]).toEqual([null, true]);
  });

  it('that comes late is not shown', () => {
    const { shown } = showImage(0);
    const { live } = shown;
    shown.show(1, null);
    const late = shown.previewOf(1);
    shown.show(2, null);
    const other = picture();
    late?.(other);
    const take = shown.previewOf(2);
    shown.show(2, live);
    const after = picture();
    take?.(after);
    expect([shown.early, other.closed, after.closed]).toEqual([null, true, true]);
  });

  it('goes with the file that fails, and gives way to a newer one', () => {
    const { shown } = showImage(0);
    shown.show(1, null);
    const [first, second] = [picture(), picture()];
    shown.previewOf(1)?.(first);
    shown.previewOf(1)?.(second);
    expect([shown.early, first.closed, second.closed]).toEqual([second, true, false]);
    shown.endPreview(2);
    expect(shown.early).toBe(second);
    shown.endPreview(1);
    expect([shown.early, second.closed]).toEqual([null, true]);
  });
});
