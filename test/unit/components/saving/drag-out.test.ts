import { expect, it, vi } from 'vitest';
import { DragOut } from '../../../../src/components/saving/drag-out.ts';
import type { LabResult } from '../../../../src/session/results/lab-result.ts';

function resultThat(png: LabResult['png']): LabResult {
  return { png } as unknown as LabResult;
}

/** What is on show can be put in another's place. */
function dragOutOf(result: LabResult) {
  const shown = { result: result as LabResult | null };
  const dragOut = new DragOut({
    image: (stage) => shown.result && { result: shown.result, name: `a_${stage}.png` },
    mayGive: () => true,
    tellGiven: () => undefined,
  });
  return { dragOut, shown };
}

it('makes one file of what is on show, however often it is pressed, and another of another', async () => {
  const png = vi.fn(async () => new Blob(['a'], { type: 'image/png' }));
  const { dragOut, shown } = dragOutOf(resultThat(png));
  dragOut.prepare('edges');
  dragOut.prepare('edges');
  dragOut.follow();
  dragOut.prepare('edges');
  expect(png).toHaveBeenCalledOnce();
  dragOut.prepare('blurred');
  expect(png).toHaveBeenCalledTimes(2);
  shown.result = resultThat(png);
  dragOut.prepare('blurred');
  expect(png).toHaveBeenCalledTimes(3);
});

it('lets go of what was put aside', () => {
  const png = vi.fn(() => new Promise<Blob>(() => undefined));
  const result = resultThat(png);
  const { dragOut, shown } = dragOutOf(result);
  dragOut.prepare('edges');
  shown.result = null;
  dragOut.follow();
  shown.result = result;
  dragOut.prepare('edges');
  // It was not there any more.
  expect(png).toHaveBeenCalledTimes(2);
});

it('tries again what failed', async () => {
  const png = vi.fn(() => Promise.reject(new Error('no')));
  const { dragOut } = dragOutOf(resultThat(png));
  dragOut.prepare('edges');
  await new Promise((resolve) => setTimeout(resolve));
  dragOut.prepare('edges');
  expect(png).toHaveBeenCalledTimes(2);
});
