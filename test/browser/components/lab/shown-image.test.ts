import { aTimeout, expect, nextFrame } from '@open-wc/testing';
import type { LabController, LabHost } from '../../../../src/session/session.ts';
import type { LiveImage } from '../../../../src/session/files/live-image.ts';
import { PRESETS } from '../../../../src/session/parameters/parameter-presets.ts';
import { ShownImage } from '../../../../src/session/processing/shown-image.ts';
import { XrayError } from '../../../../src/base/xray-error.ts';
import type { PipelineParams } from '../../../../src/pipeline/params.ts';
import { waitUntil } from '../support/wait-until.ts';

interface Update {
  readonly params: PipelineParams;
  readonly finish: () => void;
  readonly fail: (error: Error) => void;
}

interface Shown {
  readonly updates: Update[];
  /** What the page was told: parameters of results, and errors. */
  readonly told: unknown[];
  readonly set: (params: PipelineParams) => void;
}

/** An image on show whose computations end when they are told to. */
function showImage(patience: number): Shown {
  const updates: Update[] = [];
  const told: unknown[] = [];
  const live = {
    entryId: 1,
    wanted: null as PipelineParams | null,
    update(params: PipelineParams): Promise<void> {
      this.wanted = params;
      return new Promise((finish, fail) => updates.push({ params, finish, fail }));
    },
  };
  const host = { params: PRESETS.original as PipelineParams, requestUpdate: () => undefined };
  const lab = {
    track: <Result>(work: Promise<Result>): Promise<Result> => work,
    files: { get: () => ({ state: { kind: 'done' } }), patch: () => undefined },
    tellResults: () => void told.push(live.wanted),
    useEngines: () => ({ replace: () => false }),
    notify: (error: unknown) => void told.push(error),
  };
  const shown = new ShownImage(host as unknown as LabHost, lab as unknown as LabController, patience);
  shown.show(1, live as unknown as LiveImage);
  const set = (params: PipelineParams): void => {
    host.params = params;
    shown.paramsChanged();
  };
  return { updates, told, set };
}

const { softer, finer, strong } = PRESETS;

describe('the image on show while parameters go on changing', () => {
  it('finishes what it computes, then takes the newest ones', async () => {
    const { updates, set } = showImage(1e9);
    set(softer);
    await waitUntil(() => updates.length === 1);
    for (const params of [finer, strong]) {
      set(params);
      await nextFrame();
      await nextFrame();
    }
    expect(updates).to.have.length(1);
    updates[0].finish();
    await waitUntil(() => updates.length === 2);
    expect(updates[1].params).to.equal(strong);
  });

  it('does not wait for what takes long', async () => {
    const { updates, set } = showImage(0);
    set(softer);
    await waitUntil(() => updates.length === 1);
    set(finer);
    await waitUntil(() => updates.length === 2);
    expect(updates[1].params).to.equal(finer);
  });

  it('tells once of what was computed for several changes', async () => {
    const { updates, told, set } = showImage(0);
    for (const [i, params] of [softer, finer, strong].entries()) {
      set(params);
      await waitUntil(() => updates.length === i + 1);
    }
    // Those that were superseded settle with the newest.
    for (const { finish } of updates) finish();
    await waitUntil(() => told.length > 0);
    await aTimeout(0);
    expect(told).to.deep.equal([strong]);
  });

  it('tells once of one failure, too', async () => {
    const { updates, told, set } = showImage(0);
    for (const [i, params] of [softer, finer].entries()) {
      set(params);
      await waitUntil(() => updates.length === i + 1);
    }
    const error = new XrayError('engine-lost', 'No.');
    for (const { fail } of updates) fail(error);
    await waitUntil(() => told.length > 0);
    await aTimeout(0);
    expect(told).to.deep.equal([error]);
  });
});
