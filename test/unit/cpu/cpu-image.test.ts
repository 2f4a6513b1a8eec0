import { describe, expect, it, vi } from 'vitest';
import { CpuPipeline } from '../../../src/cpu/cpu-image.ts';
import { CpuWorkers } from '../../../src/cpu/worker/cpu-workers.ts';
import { STANDARD, type StandardGraph } from '../../../src/pipeline/standard-graph.ts';
import { WorkerStopped } from '../../../src/worker/worker-stopped.ts';
import { flat } from '../../support/images.ts';

/** What never ends. */
const forEver = new Promise<never>(() => undefined);

function openPipeline(workers: CpuWorkers): CpuPipeline<StandardGraph> {
  const image = flat(4, 4, 1);
  return new CpuPipeline(STANDARD, workers, 1, { ...image, image, values: () => null }, () => undefined);
}

/** Another image's work that has stopped a worker once and does not end when it is repeated. */
function repeatForEver(workers: CpuWorkers): void {
  let begun = 0;
  const work = (): Promise<never> => (begun++ === 0 ? Promise.reject(new WorkerStopped('Stopped.')) : forEver);
  void workers.repeatedWhenStopped({}, work);
}

describe('an abort on the CPU', () => {
  it('ends an opening that waits for another image’s work to be repeated', async () => {
    const workers = new CpuWorkers('plain');
    repeatForEver(workers);
    const enter = vi.spyOn(workers, 'current').mockRejectedValue(new WorkerStopped('Stopped.'));
    const controller = new AbortController();
    const opening = openPipeline(workers).open(controller.signal);
    await vi.waitFor(() => expect(enter).toHaveBeenCalled(), { timeout: 30_000 });
    controller.abort();
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('ends updates and reads that wait for it', async () => {
    const workers = new CpuWorkers('plain');
    const pipeline = openPipeline(workers);
    await pipeline.open(undefined);
    vi.spyOn(workers, 'repeatedWhenStopped').mockReturnValue(forEver);
    const controller = new AbortController();
    const update = pipeline.update({}, { signal: controller.signal });
    controller.abort();
    await expect(update).rejects.toMatchObject({ name: 'AbortError' });
    const superseded = pipeline.update({ blur: { kernelSize: 9 } });
    const newest = pipeline.update({ blur: { kernelSize: 11 } });
    await expect(superseded).rejects.toMatchObject({ name: 'AbortError' });
    const read = pipeline.read('edges');
    pipeline.dispose();
    for (const work of [newest, read]) await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    workers.dispose();
  });
});
