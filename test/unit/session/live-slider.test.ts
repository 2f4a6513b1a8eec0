import { expect, it } from 'vitest';
import type { PipelineParams } from '../../../src/pipeline/params.ts';
import type { StageId } from '../../../src/pipeline/standard-graph.ts';
import { stepPixels } from '../../support/stepped-engines.ts';
import { blur, idle, openSession, pixelsOf, png, told, until, type OpenedSession } from './support/open-session.ts';

/** An image on show whose stages wait for the test; every change of the parameters is asked for at once. */
async function openSlider(): Promise<
  OpenedSession & { slide: (params: PipelineParams) => void; look: (stage: StageId) => Promise<void> }
> {
  const opened = openSession({
    hooks: { soon: (action) => ({ request: () => queueMicrotask(action), cancel: () => undefined }), patience: 1e9 },
  });
  const { session, engines } = opened;
  await session.process([png('a.png')]);
  await idle(opened);
  engines.hold();
  const look = async (stage: StageId): Promise<void> => {
    if (session.live) await session.shown.draw(session.live, stage, {} as HTMLCanvasElement, {});
  };
  return { ...opened, slide: (params) => session.setParams(params), look };
}

const turns = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

it('one value of a slider is seen, then the newest comes; the last is told of once, and is what can be had', async () => {
  const opened = await openSlider();
  const { session, engines, reports, slide, look } = opened;
  const made = (stage: StageId): number => session.live?.versions[stage] ?? 0;
  reports.length = 0;
  for (const size of [7, 9, 11, 13]) {
    slide(blur(size));
    await turns();
  }
  expect(session.live?.wanted?.blur.kernelSize).toBe(7);
  for (const stage of ['grayscale', 'enhanced', 'blurred'] as const) {
    engines.step();
    await until(() => made(stage) === 2);
  }
  // What was there before is no sign that anything was seen.
  await look('original');
  await turns();
  expect(session.live?.wanted?.blur.kernelSize).toBe(7);
  await look('blurred');
  await until(() => session.live?.wanted?.blur.kernelSize === 13);
  // The rest of the first is dropped: what is done next is the newest one's.
  engines.step();
  await until(() => made('grayscale') === 3);
  expect(made('edges')).toBe(1);
  slide(blur(31));
  engines.release();
  await idle(opened);
  expect(told(opened, 'results')).toHaveLength(1);
  expect(await pixelsOf(opened, 0, 'edges')).toEqual(stepPixels(1, 'edges', blur(31)));
});
