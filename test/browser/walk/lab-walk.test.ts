import { executeServerCommand } from '@web/test-runner-commands';
import { createEngine } from '../../../src/engines/create-engine.ts';
import { releaseDecoder } from '../../../src/decode/decode-client.ts';
import { releaseExporters } from '../../../src/export/encode/export-client.ts';
import type { Engine } from '../../../src/pipeline/engine.ts';
import { withNamedGpu } from '../../support/named-gpu.ts';
import { hasWebgl2 } from '../../support/skip-without.ts';
import { walkAll, walksFrom, type Walk } from '../../support/walk.ts';
import { WeakRefs } from '../../support/weak-refs.ts';
import { watchAlive } from './alive.ts';
import { checkLab } from './lab-check.ts';
import { LAB_STEPS } from './lab-steps.ts';
import { LabWorld } from './lab-world.ts';
import { WalkedImages } from './walked-images.ts';

const WALKS = 12;
const LONG_WALKS = 500;
const LENGTH = 25;
/** Every so many walks WebGL2 is used: in software it takes its time. */
const GPU_EVERY = 4;

/** `?seed=17` in the page's address, or `XRAY_WALK=17`, takes one walk again. */
async function walksWanted(): Promise<readonly Walk[]> {
  const { XRAY_WALK, XRAY_LONG } = (await (await fetch('/environment.json')).json()) as Record<string, string>;
  const one = new URLSearchParams(location.search).get('seed') ?? XRAY_WALK;
  if (one) return walksFrom(one);
  const count = XRAY_LONG ? LONG_WALKS : WALKS;
  return Array.from({ length: count }, (_, i) => ({ seed: i + 1 }));
}

/** What is in no page is held by nobody, where the browser can be told to look. */
async function checkFreed(labs: WeakRefs): Promise<void> {
  for (let tries = 0; labs.held > 0 && tries < 5; tries++) {
    if (!(await executeServerCommand('collect-garbage'))) return;
  }
  if (labs.held > 0) throw new Error(`${labs.held} of ${labs.size} elements that are in no page are still held.`);
}

describe('<xray-lab> that anything may happen to', () => {
  const unforeseen: string[] = [];
  const onRejection = ({ reason }: PromiseRejectionEvent): void =>
    void unforeseen.push(`unhandled: ${String((reason as Error)?.stack ?? reason)}`);
  const onError = ({ message }: ErrorEvent): void => {
    // Of layout that took two rounds, as of a box whose width changes.
    if (!message.startsWith('ResizeObserver loop')) unforeseen.push(`thrown: ${message}`);
  };
  const { warn, error } = console;
  let engine: Engine;
  let walks: readonly Walk[];
  let images: WalkedImages;
  before(async () => {
    walks = await walksWanted();
    engine = await createEngine({ backend: 'cpu' });
    images = await WalkedImages.make(engine);
    releaseDecoder();
    releaseExporters();
    window.addEventListener('unhandledrejection', onRejection);
    window.addEventListener('error', onError);
    console.warn = () => undefined;
    // Of its own accord the element complains of what it did not foresee.
    console.error = (reason: unknown) => void unforeseen.push(`complained of: ${String(reason)}`);
  });
  after(() => {
    window.removeEventListener('unhandledrejection', onRejection);
    window.removeEventListener('error', onError);
    Object.assign(console, { warn, error });
    engine.dispose();
  });

  it('ends each walk at rest, with every archive true, and leaves nothing behind', async function () {
    if (walks.length === 0) this.skip();
    this.timeout(3_000_000);
    const watch = watchAlive();
    const labs = new WeakRefs();
    const gpuIsThere = hasWebgl2();
    try {
      await withNamedGpu(() =>
        walkAll(walks, {
          steps: LAB_STEPS,
          length: LENGTH,
          open: (draw, patience) => {
            unforeseen.length = 0;
            const gpu = draw.below(GPU_EVERY) === 0 && gpuIsThere;
            const world = new LabWorld(draw, { images, watch, gpu, patience });
            labs.add(world.lab);
            return world;
          },
          check: async (world) => {
            await checkLab(world);
            if (unforeseen.length > 0) throw new Error(unforeseen.join('; '));
          },
          close: (world) => world.close(),
        }),
      );
      await checkFreed(labs);
    } finally {
      watch.restore();
    }
  });
});
