import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { collect } from '../../support/peak-memory.ts';
import { walkAll, walksFrom, type Walk } from '../../support/walk.ts';
import { checkSession } from './walk/session-check.ts';
import { SESSION_STEPS } from './walk/session-steps.ts';
import { SessionWorld } from './walk/session-world.ts';

const { XRAY_WALK, XRAY_LONG } = process.env;

/** Walks of as many steps; `XRAY_LONG=1` takes many more. */
const WALKS = XRAY_LONG ? 2000 : 30;
const LENGTH = 40;
/** After every so many it is looked at what is still held, which takes its time. */
const COLLECT_EVERY = 10;

const walks: readonly Walk[] = XRAY_WALK
  ? walksFrom(XRAY_WALK)
  : Array.from({ length: WALKS }, (_, i) => ({ seed: i + 1 }));

describe('a session that anything may happen to', () => {
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
  // No spies, which would hold on to all that they are told.
  const { warn, error } = console;
  beforeAll(() => {
    console.warn = () => undefined;
    // Of its own accord a session complains of what it did not foresee.
    console.error = (reason: unknown) => void unhandled.push(reason);
    vi.useFakeTimers({ toFake: ['performance'] });
    process.on('unhandledRejection', onUnhandled);
  });
  afterAll(() => {
    process.off('unhandledRejection', onUnhandled);
    vi.useRealTimers();
    vi.unstubAllGlobals();
    Object.assign(console, { warn, error });
  });

  it(`ends each of ${walks.length} walks of ${LENGTH} steps at rest, with nothing left, and every archive true`, async () => {
    await walkAll(walks, {
      steps: SESSION_STEPS,
      length: LENGTH,
      open: (draw, patience) => {
        unhandled.length = 0;
        const world = new SessionWorld(draw, patience, draw.below(COLLECT_EVERY) === 0 ? collect : null);
        vi.stubGlobal('fetch', world.fetch);
        return world;
      },
      check: async (world) => {
        await checkSession(world);
        expect(unhandled).toEqual([]);
      },
      close: ({ opened }) => opened.session.release(),
    });
  });
});
