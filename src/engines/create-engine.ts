import { kindOf, wrongArgument } from '../base/kinds.ts';
import { warnOnce } from '../base/warn-once.ts';
import { XrayError } from '../base/xray-error.ts';
import type { Backend, Engine } from '../pipeline/engine.ts';

export interface CreateEngineOptions {
  /**
   * `auto` (default) takes WebGL2 where there is a hardware renderer that passes a start-up self-test, else the CPU.
   * `webgl2` insists on WebGL2, on a software renderer too; `cpu` on the CPU.
   */
  backend?: 'auto' | Backend;
}

/**
 * The engine that serves best here. The two are loaded only when they are wanted.
 * @throws XrayError `engine-unavailable` when the one insisted on, or with `auto` either, cannot run.
 */
export async function createEngine(options: CreateEngineOptions = {}): Promise<Engine> {
  if (kindOf(options) !== 'Object') throw wrongArgument('createEngine()', 'options, as { backend: "cpu" }', options);
  const { backend = 'auto' } = options;
  if (backend === 'cpu') return loadCpuEngine();
  if (backend === 'webgl2') return loadWebgl2Engine({ acceptSoftware: true });
  if (backend !== 'auto') {
    throw new XrayError('engine-unavailable', `There is no engine "${String(backend)}".`, {
      hint: 'Choose "auto", "webgl2" or "cpu".',
    });
  }
  try {
    return await loadWebgl2Engine({ acceptSoftware: false });
  } catch (error) {
    // That there is no GPU is nothing to warn of; that one fails is, or nobody would know why it is not used.
    const expected = error instanceof XrayError && error.reason !== 'gpu-faulty';
    if (!expected && error instanceof Error) warnOnce(error);
    return loadCpuEngine();
  }
}

async function loadCpuEngine(): Promise<Engine> {
  const { createCpuEngine } = await import('../cpu/cpu-engine.ts');
  return createCpuEngine();
}

async function loadWebgl2Engine(options: { acceptSoftware: boolean }): Promise<Engine> {
  const { createWebgl2Engine } = await import('../gpu/webgl2-engine.ts');
  return createWebgl2Engine(options);
}
