import { expect, it } from 'vitest';
import type { Manifest } from '../../../src/export/manifest/manifest.ts';
import { cellsOf, describing, dicomFile, nativeBytes, rleFrame, SYNTAX } from '../../support/dicom-maker.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { stepPixels } from '../../support/stepped-engines.ts';
import {
  blur,
  errorsTold,
  idle,
  openSession,
  pixelsIn,
  pixelsOf,
  png,
  told,
  until,
  zipOf,
  type OpenedSession,
  type OpenOptions,
} from './support/open-session.ts';

const LIMITS = { maxFileSize: 2 ** 20, maxPixels: 10_000, accept: 'image/png,application/dicom' };

/** Frames of 4 × 1 pixels that are known by their first values: 10, 11, 12 … */
function run(frames: number, name = 'run.dcm'): File {
  const values = Array.from({ length: 4 * frames }, (_, i) => (i % 4 === 0 ? 10 + i / 4 : i % 4));
  const picture = { rows: 1, columns: 4, bits: 8, frames, values };
  return new File([dicomFile({ elements: describing(picture), pixels: nativeBytes(cellsOf(picture)) })], name);
}

async function open(frames: number, options: OpenOptions = {}): Promise<OpenedSession> {
  const opened = openSession({ ...options, settings: { limits: LIMITS, ...options.settings } });
  await opened.session.process([run(frames)]);
  await idle(opened);
  opened.reports.length = 0;
  return opened;
}

const shownFrame = ({ session }: OpenedSession): number | undefined => session.live?.frame;

async function manifestOf(opened: OpenedSession): Promise<Manifest['images'][number]> {
  const { manifest } = await zipOf(opened);
  return (manifest as unknown as Manifest).images[0];
}

it('another frame takes the place of the one on show when it is there as a whole, and is told of', async () => {
  const opened = await open(3);
  const { session, engines } = opened;
  const { live } = session;
  engines.hold();
  const chosen = session.frames.choose(2);
  await until(() => engines.atWork === 1);
  expect(session.frames.chosen).toBe(2);
  expect([session.live, session.selected?.frame, session.live?.complete]).toEqual([live, 0, true]);
  expect(await pixelsOf(opened, 0, 'edges')).toEqual(stepPixels(10, 'edges', blur(5)));
  expect([session.processing, opened.reports.some(({ kind }) => kind === 'opened')]).toEqual([false, false]);
  engines.release();
  await chosen;
  expect([session.frames.chosen, shownFrame(opened), session.selected?.frame]).toEqual([2, 2, 2]);
  expect(told(opened, 'opened')).toMatchObject([{ name: 'run.dcm', frame: 2, frames: 3 }]);
  expect(told(opened, 'results')).toHaveLength(1);
  expect(session.access.results).toMatchObject([{ frame: 2 }]);
  expect(await pixelsOf(opened, 0, 'edges')).toEqual(stepPixels(12, 'edges', blur(5)));
  await idle(opened);
  expect(engines.open).toEqual([12]);
});

it('the newest choice wins, one frame is computed at a time, and a fifth one is seen on the way', async () => {
  const clock = new HandClock();
  const opened = await open(20, { hooks: { after: clock.after } });
  const { session, engines } = opened;
  engines.hold();
  const choices: Promise<void>[] = [];
  for (const frame of [1, 2, 3, 4, 5, 6, 7]) {
    choices.push(session.frames.choose(frame));
    await until(() => session.frames.chosen === frame && engines.working.length === 1);
    await until(() => engines.working[0] === 10 + Math.min(frame, 5));
    expect(engines.open).toHaveLength(2);
  }
  // The fifth is let be, for a while.
  while (shownFrame(opened) === 0) {
    engines.step();
    await until(() => shownFrame(opened) === 5 || engines.atWork > 0);
  }
  expect(shownFrame(opened)).toBe(5);
  engines.release();
  await Promise.all(choices);
  await idle(opened);
  expect(told(opened, 'opened').map(({ frame }) => frame)).toEqual([5, 7]);
  expect(engines.open).toEqual([17]);
});

it('what takes too long does not hold up what was chosen since', async () => {
  const clock = new HandClock();
  const opened = await open(20, { hooks: { after: clock.after } });
  const { session, engines } = opened;
  engines.hold();
  for (const frame of [1, 2, 3, 4, 5, 6]) {
    void session.frames.choose(frame);
    await until(() => session.frames.chosen === frame && engines.working[0] === 10 + Math.min(frame, 5));
  }
  clock.pass(250);
  await until(() => engines.working[0] === 16);
  engines.release();
  await idle(opened);
  expect(told(opened, 'opened').map(({ frame }) => frame)).toEqual([6]);
});

it('back to the frame on show ends the work on another', async () => {
  const opened = await open(3);
  const { session, engines } = opened;
  engines.hold();
  void session.frames.choose(1);
  await until(() => engines.atWork === 1);
  await session.frames.choose(0);
  expect([session.frames.chosen, shownFrame(opened), engines.open, engines.atWork]).toEqual([0, 0, [10], 0]);
  expect(told(opened, 'results')).toEqual([]);
});

it('beyond the ends are the first and the last frame; of a file of one there is nothing to choose', async () => {
  const opened = await open(3);
  const { session } = opened;
  await session.frames.choose(99);
  expect(shownFrame(opened)).toBe(2);
  await session.frames.step(1);
  await session.frames.step(-1);
  expect(shownFrame(opened)).toBe(1);
  await session.frames.choose(-5);
  expect(shownFrame(opened)).toBe(0);
  await session.process([png('a.png')]);
  await session.select(session.files.all[1].id);
  await session.frames.choose(1);
  expect([session.frames.chosen, shownFrame(opened)]).toEqual([0, 0]);
  expect(errorsTold(opened)).toEqual([]);
});

it('archive, names, manifest and what is kept are of the frame on show, whatever is on show then', async () => {
  const opened = await open(3);
  const { session, engines } = opened;
  await session.frames.choose(1);
  const zip = await zipOf(opened);
  expect(zip.names).toContain('run_frame2_edges.png');
  const { name, source } = await manifestOf(opened);
  expect([name, source?.frames, source?.frame, source?.sha256]).toEqual([
    'run.dcm',
    3,
    1,
    session.selected?.source?.sha256,
  ]);
  expect(source?.sha256).toMatch(/^[0-9a-f]{64}$/);
  await session.process([png('a.png')]);
  await idle(opened);
  const [first, second] = session.files.all;
  await session.select(second.id);
  await until(() => engines.open.length === 1);
  const { kept, frame } = session.files.get(first.id) ?? {};
  expect([kept?.computed.frame, frame]).toEqual([1, 1]);
  expect(await pixelsIn(await session.access.results[0].png('edges'))).toEqual(stepPixels(11, 'edges', blur(5)));
  await session.select(first.id);
  await until(() => engines.open.length === 1);
  expect([shownFrame(opened), engines.open]).toEqual([1, [11]]);
  await session.frames.choose(0);
  expect(await pixelsOf(opened, 0, 'edges')).toEqual(stepPixels(10, 'edges', blur(5)));
});

it('results that were given out stay those of their frame', async () => {
  const opened = await open(3);
  const { session } = opened;
  const [result] = session.access.results;
  await session.frames.choose(2);
  expect([...(await result.read('edges')).data]).toEqual(stepPixels(10, 'edges', blur(5)));
  await idle(opened);
  expect(opened.engines.open).toEqual([12]);
});

it('parameters are kept; changed meanwhile, they count for the frame that comes', async () => {
  const opened = await open(3);
  const { session, engines } = opened;
  engines.hold();
  const chosen = session.frames.choose(1);
  await until(() => engines.atWork === 1);
  session.setParams(blur(9));
  engines.release();
  await chosen;
  await until(() => told(opened, 'results').length === 2);
  expect(await pixelsOf(opened, 0, 'edges')).toEqual(stepPixels(11, 'edges', blur(9)));
  expect(session.selected?.state).toMatchObject({ computed: { frame: 1, params: blur(9) } });
});

it('one that comes when another file is on show is not wanted any longer', async () => {
  const opened = await open(3);
  const { session, engines } = opened;
  await session.process([png('a.png')]);
  await idle(opened);
  const [run, other] = session.files.all;
  await session.select(run.id);
  engines.hold();
  const chosen = session.frames.choose(1);
  await until(() => engines.working.includes(11));
  void session.select(other.id);
  engines.release();
  await chosen;
  await idle(opened);
  expect([session.selected?.id, engines.open, session.files.get(run.id)?.frame]).toEqual([other.id, [1], 0]);
});

it('saved is saved for a frame', async () => {
  const opened = await open(3);
  const { session } = opened;
  await session.exports.zip();
  expect(session.access.unsaved).toBe(false);
  const { key } = session.access;
  await session.frames.choose(1);
  expect([session.access.unsaved, session.access.key === key]).toEqual([true, false]);
  await session.exports.zip();
  expect(session.access.unsaved).toBe(false);
});

it('a frame that is not in the file is told of, and the other stays', async () => {
  const picture = { rows: 1, columns: 4, bits: 8, frames: 3, values: [] };
  const frame = rleFrame(Uint8Array.of(10, 1, 2, 3));
  const fragments = [frame, frame, frame.slice(0, 20)];
  const bytes = dicomFile({ syntax: SYNTAX.rle, elements: describing(picture), pixels: { table: [], fragments } });
  const opened = openSession({ settings: { limits: LIMITS } });
  const { session, engines } = opened;
  await session.process([new File([bytes], 'short.dcm')]);
  await idle(opened);
  await session.frames.choose(2);
  expect(errorsTold(opened)).toEqual(['decode-failed']);
  expect([session.frames.chosen, session.live?.frame, session.notices.all.length]).toEqual([0, 0, 1]);
  expect(engines.open).toHaveLength(1);
});

it('a manifest shows its frame again, of a file that is there and of one that comes, once', async () => {
  const first = await open(3);
  await first.session.frames.choose(2);
  const { manifest: written } = await zipOf(first);
  const manifest = new File([JSON.stringify(written)], 'manifest.json');
  const { session } = await open(3);
  await session.intake.take([manifest]);
  await until(() => session.live?.frame === 2);
  await session.frames.choose(1);
  expect(session.live?.frame).toBe(1);

  const opened = openSession({ settings: { limits: LIMITS } });
  await opened.session.intake.take([png('a.png'), manifest, run(3), run(4, 'other.dcm')]);
  await until(() => opened.session.access.results[1]?.frame === 2 && !opened.session.busy);
  const made = opened.session.files.all.map(({ frame, state }) => [frame, state.kind]);
  expect(made).toEqual([
    [0, 'done'],
    [2, 'done'],
    [0, 'done'],
  ]);
  expect(await pixelsOf(opened, 1, 'edges')).toEqual(stepPixels(12, 'edges', blur(5)));
  expect(errorsTold(opened)).toEqual([]);
});

it('stays when the engine is lost, and when it is made again', async () => {
  const opened = await open(3, { settings: { backend: 'auto' } });
  const { session, engines } = opened;
  await session.frames.choose(2);
  const { live } = session;
  engines.lose();
  if (live) await session.shown.draw(live, 'edges', {} as HTMLCanvasElement, {});
  await until(() => session.live?.engine.backend === 'cpu' && !session.busy);
  expect([shownFrame(opened), engines.open]).toEqual([2, [12]]);
  session.setParams(blur(9));
  await until(() => told(opened, 'results').length >= 2 && !session.busy);
  expect(await pixelsOf(opened, 0, 'edges')).toEqual(stepPixels(12, 'edges', blur(9)));
});
