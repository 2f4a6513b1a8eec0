import { nextTask } from '../base/next-task.ts';
import type { WordsPerTexel } from '../shaders/source-bytes.glsl.ts';
import type { ImageGeometry } from './passes/image-geometry.ts';
import { TEXTURE_FORMATS, type TextureFormat } from './resources/texture-format.ts';
import type { PooledTexture } from './resources/texture-pool.ts';

/** Bytes handed to the driver at once; between bands the main thread may do other things. */
const BAND_BYTES = 16 * 1024 * 1024;

/** The format of the original's texture by how many 32-bit words a texel holds. */
export const SOURCE_FORMATS = { 1: 'RGBA8UI', 4: 'RGBA32UI' } as const satisfies Record<WordsPerTexel, TextureFormat>;

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
  const texelBytes = source.words * 4;
  const rowBytes = source.width * texelBytes;
  const fullRows = Math.floor(bytes.length / rowBytes);
  const bandRows = Math.max(1, Math.floor(BAND_BYTES / rowBytes));
  for (let row = 0; row < fullRows; row += bandRows) {
    if (row > 0) await nextTask();
    check();
    const rows = Math.min(bandRows, fullRows - row);
    putRows(gl, target, row, source.width, rows, bytes.subarray(row * rowBytes, (row + rows) * rowBytes));
  }
  const rest = bytes.subarray(fullRows * rowBytes);
  if (rest.length > 0) {
    const padded = new Uint8Array(Math.ceil(rest.length / texelBytes) * texelBytes);
    padded.set(rest);
    putRows(gl, target, fullRows, padded.length / texelBytes, 1, padded);
  }
}

/** Puts rows into a texture, from the one at `row` on. */
export function putRows(
  gl: WebGL2RenderingContext,
  { texture, format }: PooledTexture,
  row: number,
  width: number,
  height: number,
  bytes: Uint8Array,
): void {
  const { format: channels, type } = TEXTURE_FORMATS[format];
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
  const samples = type === 'UNSIGNED_INT' ? wordsOf(bytes) : bytes;
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, row, width, height, gl[channels], gl[type], samples);
}

/** The same memory as 32-bit words; a copy where it does not begin at one. */
function wordsOf(bytes: Uint8Array): Uint32Array {
  const { buffer, byteOffset, length } = bytes.byteOffset % 4 ? bytes.slice() : bytes;
  return new Uint32Array(buffer, byteOffset, length / 4);
}
