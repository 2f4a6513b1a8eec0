import { isAbortError, XrayError } from '../base/xray-error.ts';
import type { GpuDevice } from './gpu-device.ts';
import { gpuFinished } from './resources/wait-for-gpu.ts';

/**
 * Copies an RGBA32UI framebuffer to memory without stalling the main thread: into a buffer on the GPU first, then,
 * when a fence says it is there, into `destination` (as many bytes as it holds).
 * @param check throws when it is no longer wanted
 * @throws XrayError `engine-lost`
 */
export async function readBack(
  device: GpuDevice,
  framebuffer: WebGLFramebuffer,
  width: number,
  height: number,
  destination: Uint8Array | Uint32Array,
  check?: () => void,
): Promise<void> {
  const { gl } = device;
  const buffer = gl.createBuffer();
  try {
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
    gl.bufferData(gl.PIXEL_PACK_BUFFER, width * height * 16, gl.STREAM_READ);
    gl.pixelStorei(gl.PACK_ALIGNMENT, 4);
    gl.readPixels(0, 0, width, height, gl.RGBA_INTEGER, gl.UNSIGNED_INT, 0);
    // Left bound, it would turn other read-backs of this context into errors.
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    await gpuFinished(gl, check);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
    gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, destination);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    // A buffer that got no memory leaves the destination black; the copy has waited for the driver anyway.
    device.assertNoError();
  } catch (error) {
    if (error instanceof XrayError || isAbortError(error)) throw error;
    device.giveUp();
    throw new XrayError('engine-lost', 'The browser does not let what the GPU computed be read.', {
      hint: 'The work can be done by the CPU engine.',
      cause: error,
    });
  } finally {
    gl.deleteBuffer(buffer);
  }
}
