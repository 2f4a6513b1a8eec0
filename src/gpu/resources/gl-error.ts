import { XrayError } from '../../base/xray-error.ts';
import { contextLost } from './wait-for-gpu.ts';

/** What the driver complained of since it was last asked, as an XrayError `engine-lost`; null when all is well. */
export function glError(gl: WebGL2RenderingContext): XrayError | null {
  const code = gl.getError();
  if (code === gl.NO_ERROR) return null;
  if (code === gl.CONTEXT_LOST_WEBGL) return contextLost();
  const message =
    code === gl.OUT_OF_MEMORY
      ? 'The GPU ran out of memory.'
      : `The GPU reported an error (0x${code.toString(16).padStart(4, '0')}).`;
  return new XrayError('engine-lost', message, {
    hint: 'The work can be repeated, or done by the CPU engine.',
  });
}
