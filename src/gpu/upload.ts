import { pause } from '../worker/tasks.ts';
import type { ImageGeometry } from './image-geometry.ts';
import type { PooledTexture } from './texture-pool.ts';

/** Bytes handed to the driver at once; between bands the main thread may do other things. */
const BAND_BYTES = 16 * 1024 * 1024;

/**
 * Copies the original's bytes, as they are, into its texture.
 * @param check throws when it is no longer wanted, or there is no texture any more; asked before every band
 */
export async function uploadSource(
  gl: WebGL2RenderingContext,
  target: PooledTexture,
  { source }: ImageGeometry,
  bytes: Uint8Array,
  check: () => void,
): Promise<void> {
  const rowBytes = source.width * 4;
  const fullRows = Math.floor(bytes.length / rowBytes);
  const bandRows = Math.max(1, Math.floor(BAND_BYTES / rowBytes));
  for (let row = 0; row < fullRows; row += bandRows) {
    if (row > 0) await pause();
    check();
    const rows = Math.min(bandRows, fullRows - row);
    putRows(gl, target, row, source.width, rows, bytes.subarray(row * rowBytes, (row + rows) * rowBytes));
  }
  const rest = bytes.subarray(fullRows * rowBytes);
  if (rest.length > 0) {
    const padded = new Uint8Array(Math.ceil(rest.length / 4) * 4);
    padded.set(rest);
    putRows(gl, target, fullRows, padded.length / 4, 1, padded);
  }
}

function putRows(
  gl: WebGL2RenderingContext,
  { texture }: PooledTexture,
  row: number,
  width: number,
  height: number,
  bytes: Uint8Array,
): void {
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, row, width, height, gl.RGBA_INTEGER, gl.UNSIGNED_BYTE, bytes);
}
