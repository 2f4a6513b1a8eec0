import type { ReactiveControllerHost } from 'lit';
import { describe, expect, it } from 'vitest';
import type { XrayError } from '../../../../src/base/xray-error.ts';
import { LaterPart } from '../../../../src/components/part/later-part.ts';

interface Loading {
  readonly come: (part: string) => void;
  readonly fail: () => void;
}

function later() {
  const loads: Loading[] = [];
  const errors: XrayError[] = [];
  let renders = 0;
  const host: ReactiveControllerHost = {
    addController: () => undefined,
    removeController: () => undefined,
    requestUpdate: () => void renders++,
    updateComplete: new Promise(() => undefined),
  };
  const part = new LaterPart(host, {
    load: () =>
      new Promise<string>((resolve, reject) =>
        loads.push({ come: resolve, fail: () => reject(new TypeError('Failed to fetch')) }),
      ),
    missing: (error) => errors.push(error),
  });
  return { part, loads, errors, renders: () => renders };
}

describe('a part that comes later', () => {
  it('is loaded once the host was painted, and nobody waits for it', async () => {
    const { part, loads, renders } = later();
    expect(loads).toEqual([]);
    part.hostUpdated();
    part.hostUpdated();
    expect([loads.length, part.awaited, part.part]).toEqual([1, null, null]);
    loads[0].come('the list');
    await expect.poll(() => part.part).toBe('the list');
    expect(renders()).toBe(1);
  });

  it('is waited for where it is wanted, and not loaded again when it is there', async () => {
    const { part, loads } = later();
    expect(part.for(1)).toBe(null);
    expect(part.for(1)).toBe(null);
    expect(loads.length).toBe(1);
    const { awaited } = part;
    loads[0].come('the list');
    await awaited;
    expect([part.for(1), part.for(2), part.awaited, loads.length]).toEqual(['the list', 'the list', null, 1]);
  });

  it('tells who waits for it that it is missing, once, and is asked for again for the next', async () => {
    const { part, loads, errors } = later();
    part.hostUpdated();
    loads[0].fail();
    await new Promise((resolve) => setTimeout(resolve));
    expect([errors.length, part.isMissing]).toEqual([0, false]);

    part.for(1);
    loads[1].fail();
    await part.awaited;
    part.for(1);
    expect([errors.map(({ reason }) => reason), part.isMissing, loads.length]).toEqual([['part-missing'], true, 2]);

    part.for(2);
    loads[2].come('the list');
    await part.awaited;
    expect([part.for(2), part.isMissing]).toEqual(['the list', false]);
  });
});
