import { describe, expect, it } from 'vitest';
import { cpuFallback } from '../../../src/engines/cpu-fallback.ts';
import { abortError, XrayError, type XrayErrorCode } from '../../../src/base/xray-error.ts';

const failure = (code: XrayErrorCode): XrayError => new XrayError(code, 'No.');

describe('cpuFallback', () => {
  it.each([
    ['image-too-large', 'too-large-for-gpu'],
    ['engine-lost', 'gpu-lost'],
    ['invalid-params', null],
    ['engine-unavailable', null],
  ] as const)('after %s of WebGL2 is %s', (code, reason) => {
    expect(cpuFallback('auto', 'webgl2', failure(code))).toBe(reason);
    expect(cpuFallback(undefined, 'webgl2', failure(code))).toBe(reason);
  });

  it('is none where a backend was insisted on, or the CPU itself failed', () => {
    expect(cpuFallback('webgl2', 'webgl2', failure('engine-lost'))).toBe(null);
    expect(cpuFallback('cpu', 'cpu', failure('engine-lost'))).toBe(null);
    expect(cpuFallback('auto', 'cpu', failure('image-too-large'))).toBe(null);
  });

  it('is none for an abort or an error of another kind', () => {
    expect(cpuFallback('auto', 'webgl2', abortError())).toBe(null);
    expect(cpuFallback('auto', 'webgl2', new Error('engine-lost'))).toBe(null);
  });
});
