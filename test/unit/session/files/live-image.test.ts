import { describe, expect, it } from 'vitest';
import { XrayError } from '../../../../src/base/xray-error.ts';
import { grayRaster } from '../../../../src/image/raster-image.ts';
import { LiveImage } from '../../../../src/session/files/live-image.ts';
import { SteppedEngines } from '../../../support/stepped-engines.ts';
import { blur, until } from '../support/open-session.ts';

async function openLive() {
  const engines = new SteppedEngines();
  const engine = await engines.create({ backend: 'cpu' });
  const pipeline = await engine.open(grayRaster(4, 1, Uint8Array.of(1, 0, 0, 0)));
  const firsts: boolean[] = [];
  const live = new LiveImage(1, { pipeline, engine, fallback: null }, (first) => firsts.push(first));
  return { engines, live, firsts };
}

const { signal } = new AbortController();

describe('an image on an engine', () => {
  it('knows which stages can be drawn, and with what it was computed', async () => {
    const { live, firsts } = await openLive();
    expect([live.complete, live.wanted, live.versions.original]).toEqual([false, null, 1]);
    await live.update(blur(9), signal);
    expect([live.complete, live.wanted, live.computed.params, live.computed.backend]).toEqual([
      true,
      blur(9),
      blur(9),
      'cpu',
    ]);
    await live.update(blur(11), signal);
    expect(firsts).toEqual([true, true, true, true, false, false, false, false]);
  });

  it('has a call that is superseded settle with the newest', async () => {
    const { engines, live } = await openLive();
    engines.hold();
    const settled: number[] = [];
    const calls = [7, 9].map((size) => live.update(blur(size), signal).then(() => void settled.push(size)));
    await until(() => engines.atWork === 1);
    await new Promise((resolve) => setTimeout(resolve));
    expect(settled).toEqual([]);
    engines.release();
    await Promise.all(calls);
    expect(live.computed.params).toEqual(blur(9));
  });

  it('wants nothing after a failure, so that the same is tried again', async () => {
    const { engines, live } = await openLive();
    engines.lose('cpu');
    await expect(live.update(blur(9), signal)).rejects.toBeInstanceOf(XrayError);
    expect(live.wanted).toBe(null);
  });

  it('wants what a newer call asked for when an older one fails', async () => {
    const { engines, live } = await openLive();
    engines.hold();
    const controller = new AbortController();
    const first = live.update(blur(7), controller.signal);
    await until(() => engines.atWork === 1);
    const second = live.update(blur(9), signal);
    controller.abort();
    engines.release();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    await second;
    expect(live.wanted).toEqual(blur(9));
  });

  it('ends what waits when it is freed', async () => {
    const { engines, live } = await openLive();
    engines.hold();
    const work = live.update(blur(9), signal);
    await until(() => engines.atWork === 1);
    live.dispose();
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    expect([live.disposed, engines.open]).toEqual([true, []]);
  });
});
