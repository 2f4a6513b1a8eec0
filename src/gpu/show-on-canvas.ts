import { axisSpans, type AxisSpans, type Reduction } from '../image/axis-spans.ts';
import type { PicturePart } from '../pipeline/engine.ts';
import { displayShader, type Shown } from '../shaders/display.frag.ts';
import type { GpuDevice } from './gpu-device.ts';
import { GIVEN } from './graph-resources.ts';
import type { ResourceTable, Uniforms } from './passes/render-graph.ts';
import type { ImageGeometry } from './passes/image-geometry.ts';
import type { ShaderProgram } from '../shaders/shader-program.ts';
import { contextLost } from './resources/wait-for-gpu.ts';

/** Larger pictures are drawn tile by tile: a drawing buffer may get smaller than asked for. */
const MAX_TILE = 4096;

export interface Picture {
  readonly resource: string;
  readonly width: number;
  readonly height: number;
  /** What of it is drawn. */
  readonly part: PicturePart;
  readonly reduction: Reduction;
}

/** The program that shows `resource`: to prepare before {@link showOnCanvas}. */
export function displayProgram(resource: string, geometry: ImageGeometry, reduction: Reduction): ShaderProgram {
  const { channels, source } = geometry;
  const shown: Shown = resource === GIVEN ? { channels, words: source.words } : 'plane';
  return displayShader(shown, geometry.plane.fold, reduction);
}

/** Draws a part of a texture, scaled to the picture's size, on a canvas of the page. Nothing is read back. */
export async function showOnCanvas(
  device: GpuDevice,
  table: ResourceTable,
  geometry: ImageGeometry,
  uniforms: Uniforms,
  picture: Picture,
  target: HTMLCanvasElement,
): Promise<void> {
  const { width, height } = picture.part;
  const draw = (context: CanvasRenderingContext2D): void => {
    resize(context.canvas, width, height);
    drawTiles(device, table, geometry, uniforms, picture, context);
  };
  const flat = target.getContext('2d');
  if (flat) {
    draw(flat);
    return;
  }
  // As the CPU engine does: a canvas belongs to the page, which may have chosen this kind for it.
  const bitmapRenderer = target.getContext('bitmaprenderer');
  const copy = document.createElement('canvas');
  const context = bitmapRenderer && copy.getContext('2d');
  if (!context) throw new TypeError('The canvas must have a "2d" or "bitmaprenderer" context, or none yet.');
  draw(context);
  const bitmap = await createImageBitmap(copy);
  resize(target, width, height);
  bitmapRenderer.transferFromImageBitmap(bitmap);
}

function drawTiles(
  device: GpuDevice,
  table: ResourceTable,
  geometry: ImageGeometry,
  uniforms: Uniforms,
  { resource, width, height, part, reduction }: Picture,
  context: CanvasRenderingContext2D,
): void {
  const { graph, gl } = device;
  const program = displayProgram(resource, geometry, reduction);
  const { texture } = table.get(resource);
  const largest = Math.min(MAX_TILE, device.maxSide);
  const columns = axisSpans(geometry.width, width, part.x, part.width, reduction);
  const rows = axisSpans(geometry.height, height, part.y, part.height, reduction);
  const spans = table.ensure({ resource: 'display.spans', format: 'RGBA32UI', width: largest, height: 2 });
  const putSpans = (from: number, count: number, all: AxisSpans, row: number): void => {
    gl.bindTexture(gl.TEXTURE_2D, spans.texture);
    const some = all.spans.subarray(4 * from, 4 * (from + count));
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, row, count, 1, gl.RGBA_INTEGER, gl.UNSIGNED_INT, some);
  };
  const canvas = sizeCanvas(device, Math.min(part.width, largest), Math.min(part.height, largest));
  for (let y = 0; y < part.height; y += canvas.height) {
    const tileHeight = Math.min(canvas.height, part.height - y);
    putSpans(y, tileHeight, rows, 1);
    for (let x = 0; x < part.width; x += canvas.width) {
      const tileWidth = Math.min(canvas.width, part.width - x);
      putSpans(x, tileWidth, columns, 0);
      graph.drawOnCanvas(tileWidth, tileHeight, program, {
        ...uniforms,
        [resource === GIVEN ? 'source' : 'plane']: texture,
        spans: spans.texture,
        wholePixel: [columns.whole, rows.whole],
        tileHeight,
      });
      const top = canvas.height - tileHeight;
      context.drawImage(canvas, 0, top, tileWidth, tileHeight, x, y, tileWidth, tileHeight);
    }
  }
  table.release('display.spans');
}

/**
 * Gives the context's canvas this size, or a smaller one where the browser has no drawing buffer of it: what is drawn
 * would be stretched otherwise.
 * @throws XrayError `engine-lost`
 */
function sizeCanvas({ canvas, gl }: GpuDevice, width: number, height: number): HTMLCanvasElement | OffscreenCanvas {
  for (;;) {
    resize(canvas, width, height);
    if (gl.drawingBufferWidth === width && gl.drawingBufferHeight === height) return canvas;
    if (width === 1 && height === 1) throw contextLost();
    width = Math.ceil(width / 2);
    height = Math.ceil(height / 2);
  }
}

/** Setting a canvas's size clears it, so this is done only where it changes. */
function resize(canvas: HTMLCanvasElement | OffscreenCanvas, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
