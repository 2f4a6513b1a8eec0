import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Pacer } from '../../src/worker/pacer.ts';

setFlagsFromString('--expose-gc');
/** Collects what nobody refers to. */
export const collect = runInNewContext('gc') as () => void;

/**
 * The most bytes of array buffers that `work` held beyond what there was before, looked at as often as it lets: `look` is
 * to be called wherever much may be held. What nobody refers to is collected before, or it would hide as much.
 */
export async function peakMemory(work: (look: () => void) => Promise<unknown>): Promise<number> {
  collect();
  const before = process.memoryUsage().arrayBuffers;
  let most = before;
  const look = (): void => {
    most = Math.max(most, process.memoryUsage().arrayBuffers);
  };
  await work(look);
  look();
  return most - before;
}

/** Looks whenever the work asks whether it is time to pause: after every row and every piece of data. */
export class WatchfulPacer extends Pacer {
  constructor(private readonly look: () => void) {
    super();
  }

  override get due(): boolean {
    this.look();
    return super.due;
  }
}
