import { describe, expect, it } from 'vitest';
import { Comparison } from '../../../src/session/comparing/comparison.ts';
import { DEFAULT_PARAMS, type PipelineParams } from '../../../src/pipeline/params.ts';
import type { FileEntry } from '../../../src/session/files/file-entry.ts';
import type { LabResult } from '../../../src/session/results/lab-result.ts';
import { XrayError } from '../../../src/base/xray-error.ts';

const SOFT: PipelineParams = { ...DEFAULT_PARAMS, blur: { ...DEFAULT_PARAMS.blur, kernelSize: 9 } };

interface Films {
  readonly comparison: Comparison;
  readonly entries: FileEntry[];
  readonly told: XrayError[];
  readonly params: Map<number, PipelineParams>;
}

/** Three films with results, 4 × 3, of which nothing can be read. */
function films(): Films {
  const entry = (id: number): FileEntry =>
    ({
      id,
      name: `${id}.png`,
      frame: 0,
      facts: { width: 4, height: 3 },
      state: { kind: 'waiting' },
      kept: null,
    }) as never;
  const entries = [1, 2, 3].map(entry);
  const told: XrayError[] = [];
  const params = new Map<number, PipelineParams>();
  const files = {
    get all() {
      return entries;
    },
    withResults: entries,
    get: (id: number | null) => entries.find((each) => each.id === id) ?? null,
  };
  const unread = (): Promise<never> => Promise.reject(new XrayError('decode-failed', 'It is gone.'));
  const comparison = new Comparison({
    files,
    access: {
      resultOf: ({ id }) =>
        ({ params: params.get(id) ?? DEFAULT_PARAMS, frame: 0, read: unread }) as unknown as LabResult,
      snapshot: ({ id }) =>
        ({
          parameters: params.get(id) ?? DEFAULT_PARAMS,
          png: async () => new Blob([]),
          dispose: async () => undefined,
        }) as never,
    },
    notify: (error) => void told.push(error),
    track: (work) => work,
  });
  return { comparison, entries, told, params };
}

describe('what the image on show is compared with', () => {
  it('is another film, the same object until its results are others', () => {
    const { comparison, entries, params } = films();
    const [shown] = entries;
    const first = comparison.of(2, shown);
    expect(first).toMatchObject({ name: '2.png', width: 4, height: 3, pixelAspect: 1, params: DEFAULT_PARAMS });
    expect(comparison.of(2, shown)).toBe(first);
    params.set(2, SOFT);
    const second = comparison.of(2, shown);
    expect(second).not.toBe(first);
    expect(second?.params).toEqual(SOFT);
    comparison.release();
    expect(comparison.of(2, shown)).not.toBe(second);
  });

  it('is nothing where that is the film itself, or none', () => {
    const { comparison, entries } = films();
    for (const film of ['own', 'kept', 1, 7] as const) expect(comparison.of(film, entries[0])).toBeNull();
    expect(comparison.of('kept', null)).toBeNull();
  });

  it('is offered as long as nothing changes as one list, without the film on show', () => {
    const { comparison } = films();
    const beside = comparison.filmsBeside(2);
    expect(beside.map(({ id }) => id)).toEqual([1, 3]);
    expect(comparison.filmsBeside(2)).toBe(beside);
    comparison.hear({ kind: 'left', id: 3 });
    expect(comparison.filmsBeside(2)).not.toBe(beside);
  });

  it('may be what was kept of it, of that frame, until the film is gone', async () => {
    const { comparison, entries, params } = films();
    const [shown] = entries;
    await comparison.keep(shown);
    params.set(1, SOFT);
    expect(comparison.keptOf(shown)).toEqual(DEFAULT_PARAMS);
    expect(comparison.of('kept', shown)?.params).toEqual(DEFAULT_PARAMS);
    expect(comparison.of('kept', { ...shown, frame: 1 })).toBeNull();
    comparison.hear({ kind: 'left', id: 1 });
    expect(comparison.keptOf(shown)).toBeNull();
    expect(comparison.of('kept', shown)).toBeNull();
  });

  it('tells why it cannot be painted, once', async () => {
    const { comparison, entries, told } = films();
    const other = comparison.of(2, entries[0]);
    const canvas = {} as HTMLCanvasElement;
    expect(await other?.paint('edges', canvas, {})).toBe(false);
    expect(await other?.paint('edges', canvas, {})).toBe(false);
    expect(told.map(({ message }) => message)).toEqual(['It is gone.']);
  });
});
