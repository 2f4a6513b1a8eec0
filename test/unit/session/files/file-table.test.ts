import { expect, it } from 'vitest';
import type { Computation } from '../../../../src/session/files/computation.ts';
import { FileTable } from '../../../../src/session/files/file-table.ts';
import { DEFAULT_PARAMS } from '../../../../src/pipeline/params.ts';
import { STAGE_IDS, type StageId } from '../../../../src/pipeline/standard-graph.ts';

const COMPUTED: Computation = { params: DEFAULT_PARAMS, backend: 'cpu', milliseconds: 1, fallback: null };
const IMAGES = Object.fromEntries(STAGE_IDS.map((stage) => [stage, new Blob()])) as Record<StageId, Blob>;

const KINDS = ['waiting', 'working', 'done', 'failed', 'cancelled'] as const;
const countsOf = (files: FileTable): number[] => KINDS.map((kind) => files.count(kind));

it('files are counted as they change, as if all were counted anew', () => {
  const files = new FileTable(() => undefined);
  const [a, b, c] = ['a', 'b', 'c'].map((name) => files.add(new Blob(), name));
  expect([countsOf(files), files.size, files.resultCount, files.firstDone]).toEqual([[3, 0, 0, 0, 0], 3, 0, null]);
  files.patch(b.id, { state: { kind: 'working', ready: 0 } });
  files.patch(b.id, { state: { kind: 'done', computed: COMPUTED } });
  files.patch(b.id, { kept: { computed: COMPUTED, images: IMAGES } });
  files.patch(c.id, { state: { kind: 'done', computed: COMPUTED } });
  expect([countsOf(files), files.resultCount, files.firstDone?.id]).toEqual([[1, 0, 2, 0, 0], 2, b.id]);
  // Being made again, it has what it had; what is only shown has nothing then.
  for (const { id } of [b, c]) files.patch(id, { state: { kind: 'waiting' } });
  expect([countsOf(files), files.resultCount, files.withResults.length]).toEqual([[3, 0, 0, 0, 0], 1, 1]);
  files.patch(a.id, { state: { kind: 'cancelled' } });
  files.remove(b.id);
  files.remove(b.id);
  files.patch(b.id, { state: { kind: 'cancelled' } });
  expect([countsOf(files), files.size, files.resultCount]).toEqual([[1, 0, 0, 0, 1], 2, 0]);
  files.clear();
  expect([countsOf(files), files.size, files.all]).toEqual([[0, 0, 0, 0, 0], 0, []]);
});

it('those of files with writing in them are counted as long as they have results', () => {
  const files = new FileTable(() => undefined);
  const facts = { width: 1, height: 1, bitDepth: 12, colorType: 'gray' } as const;
  const [a, b] = ['a', 'b'].map((name) => files.add(new Blob(), name));
  files.patch(a.id, { facts: { ...facts, burnedIn: true } });
  files.patch(b.id, { facts });
  expect(files.burnedInCount).toBe(0);
  for (const { id } of [a, b]) files.patch(id, { state: { kind: 'done', computed: COMPUTED } });
  expect([files.burnedInCount, files.resultCount]).toEqual([1, 2]);
  files.patch(a.id, { kept: { computed: COMPUTED, images: IMAGES } });
  files.patch(a.id, { state: { kind: 'waiting' } });
  expect(files.burnedInCount).toBe(1);
  files.remove(a.id);
  expect(files.burnedInCount).toBe(0);
});

it('the list of all is the same one until something changes', () => {
  const files = new FileTable(() => undefined);
  const { id } = files.add(new Blob(), 'a');
  const before = files.all;
  expect(files.all).toBe(before);
  files.patch(id, { state: { kind: 'cancelled' } });
  expect([files.all === before, before[0].state.kind, files.all[0].state.kind]).toEqual([
    false,
    'waiting',
    'cancelled',
  ]);
});
