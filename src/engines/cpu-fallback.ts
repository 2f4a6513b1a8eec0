import type { CreateEngineOptions } from './create-engine.ts';
import { XrayError } from '../base/xray-error.ts';
import type { Backend } from '../pipeline/engine.ts';

/** Why the CPU computes although the GPU was to. */
export type FallbackReason = 'too-large-for-gpu' | 'gpu-lost';

/**
 * The rule of `auto`: what WebGL2 refuses for its size, or was doing when it was lost, the CPU does, with the same bytes.
 * Returns why it should take over from an engine of the kind `backend` that failed with `error`; null when it should
 * not: the backend was insisted on, the CPU itself failed, or nothing that another engine could do better.
 */
export function cpuFallback(
  choice: CreateEngineOptions['backend'],
  backend: Backend,
  error: unknown,
): FallbackReason | null {
  if ((choice ?? 'auto') !== 'auto' || backend !== 'webgl2' || !(error instanceof XrayError)) return null;
  if (error.code === 'image-too-large') return 'too-large-for-gpu';
  return error.code === 'engine-lost' ? 'gpu-lost' : null;
}
