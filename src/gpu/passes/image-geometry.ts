import { XrayError } from '../../base/xray-error.ts';
import { MASK_COLUMNS, MASK_ROWS } from '../../shaders/canny.pack.frag.ts';
import { TILE_COLUMNS, TILE_ROWS } from '../../shaders/histogram.count.frag.ts';
import type { WordsPerTexel } from '../../shaders/source-bytes.glsl.ts';
import { layOutGrid, type Grid } from './grid.ts';
import type { Uniforms } from './render-graph.ts';

/** Where one image's data lies on a device. */
export interface ImageGeometry {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** Of the original's samples. */
  readonly bitDepth: 8 | 16;
  /** The original's bytes: 2^shift texels of `words` a row; see shaders/source-bytes.glsl.ts. */
  readonly source: {
    readonly words: WordsPerTexel;
    readonly shift: number;
    readonly width: number;
    readonly height: number;
  };
  /** Gray planes, four pixels a texel. */
  readonly plane: Grid;
  /** Bit masks, 32 × 4 pixels a texel. */
  readonly mask: Grid;
  /** Tiles that the histogram counts. */
  readonly tiles: { readonly columns: number; readonly rows: number };
}

/**
 * @param maxSide largest texture side of the device
 * @throws XrayError `image-too-large` when the device cannot hold the image even folded
 */
export function imageGeometry(
  width: number,
  height: number,
  channels: 1 | 3,
  maxSide: number,
  bitDepth: 8 | 16 = 8,
): ImageGeometry {
  const plane = layOutGrid(Math.ceil(width / 4), height, maxSide);
  const mask = layOutGrid(Math.ceil(width / MASK_COLUMNS), Math.ceil(height / MASK_ROWS), maxSide);
  const tiles = {
    columns: Math.ceil(Math.ceil(width / 4) / TILE_COLUMNS),
    rows: Math.ceil(height / TILE_ROWS),
  };
  const bytes = (width * height * channels * bitDepth) / 8;
  const source = layOutSource(bytes, 1, maxSide) ?? layOutSource(bytes, 4, maxSide);
  if (!plane || !mask || !source || tiles.columns > maxSide || tiles.rows > maxSide) {
    throw new XrayError('image-too-large', `${width} × ${height} pixels is too large for this device's GPU.`, {
      hint: 'The CPU engine (backend="cpu") has no such limit.',
      reason: 'device-limit',
      values: { width, height },
    });
  }
  return { width, height, channels, bitDepth, source, plane, mask, tiles };
}

/** What shaders ask of where an image lies. */
export function geometryUniforms({ width, height, source, plane, mask }: ImageGeometry): Uniforms {
  return {
    imageSize: [width, height],
    sourceShift: source.shift,
    planeFold: [plane.columns, plane.rows, plane.span],
    maskFold: [mask.columns, mask.rows, mask.span],
  };
}

function layOutSource(bytes: number, words: WordsPerTexel, maxSide: number): ImageGeometry['source'] | null {
  const texels = Math.ceil(bytes / (4 * words));
  // As near to square as powers of two allow, at most the device's largest one.
  const shift = Math.min(Math.ceil(Math.log2(Math.sqrt(texels))), Math.floor(Math.log2(maxSide)));
  const width = 2 ** shift;
  const height = Math.ceil(texels / width);
  return height <= maxSide ? { words, shift, width, height } : null;
}
