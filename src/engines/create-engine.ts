import { kindOf, wrongArgument } from '../base/kinds.ts';
import { loadPart } from '../base/load-part.ts';
import { unlessAborted } from '../base/unless-aborted.ts';
import { warnOnce } from '../base/warn-once.ts';
import { throwIfAborted, XrayError } from '../base/xray-error.ts';
import type { Backend, Engine } from '../pipeline/engine.ts';

export interface CreateEngineOptions {
  /**
   * `auto` (default) takes WebGL2 where there is a hardware renderer that passes a start-up self-test, else the CPU.
   * `webgl2` insists on WebGL2, on a software renderer too; `cpu` on the CPU.
   */
  backend?: 'auto' | Backend;
  /** Ends the start, also where the engine never comes up; an engine that is there is ended by its `dispose()`. */
  signal?: AbortSignal;
}

/**
 * The engine that serves best here. The two are loaded only when they are wanted.
 * @throws XrayError `engine-unavailable` when the one insisted on, or with `auto` either, cannot run; AbortError.
 */
export async function createEngine(options: CreateEngineOptions = {}): Promise<Engine> {
  if (kindOf(options) !== 'Object') throw wrongArgument('createEngine()', 'options, as { backend: "cpu" }', options);
  const { backend = 'auto', signal } = options;
  throwIfAborted(signal);
  return unlessAborted(startEngine(backend, signal), signal, (late) => late.dispose());
}

async function startEngine(backend: 'auto' | Backend, signal: AbortSignal | undefined): Promise<Engine> {
  if (backend === 'cpu') return loadCpuEngine(signal);
  if (backend === 'webgl2') return loadWebgl2Engine({ acceptSoftware: true });
  if (backend !== 'auto') {
    throw new XrayError('engine-unavailable', `There is no engine "${String(backend)}".`, {
      hint: 'Choose "auto", "webgl2" or "cpu".',
    });
  }
  try {
    return await loadWebgl2Engine({ acceptSoftware: false });
  } catch (error) {
    throwIfAborted(signal);
    // That there is no GPU is nothing to warn of; that one fails is, or nobody would know why it is not used.
    const expected = error instanceof XrayError && error.reason !== 'gpu-faulty';
    if (!expected && error instanceof Error) warnOnce(error);
    return loadCpuEngine(signal);
  }
}

async function loadCpuEngine(signal: AbortSignal | undefined): Promise<Engine> {
  const { createCpuEngine } = await loadPart('engine-unavailable', () => import('../cpu/cpu-engine.ts'));
  return createCpuEngine({ signal });
}

async function loadWebgl2Engine(options: { acceptSoftware: boolean }): Promise<Engine> {
  const { createWebgl2Engine } = await loadPart('engine-unavailable', () => import('../gpu/webgl2-engine.ts'));
  return createWebgl2Engine(options);
}
