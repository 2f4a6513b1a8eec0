import { displayShader, type Shown } from '../shaders/display.frag.ts';
import type { PicturePart } from '../pipeline/engine.ts';
import type { GpuDevice } from './gpu-device.ts';
import type { ResourceTable, Uniforms } from './render-graph.ts';
import type { ImageGeometry } from './image-geometry.ts';
import type { ShaderProgram } from '../shaders/shader-program.ts';

/** Larger pictures are drawn tile by tile: a drawing buffer may silently get smaller than asked for. */
const MAX_TILE = 4096;

export interface Picture {
  readonly resource: string;
  readonly width: number;
  readonly height: number;
  /** What of it is drawn. */
  readonly part: PicturePart;
}

/** The program that shows `resource`: to prepare before {@link showOnCanvas}. */
export function displayProgram(resource: string, geometry: ImageGeometry): ShaderProgram {
  const { channels, source } = geometry;
  const shown: Shown = resource === 'original' ? { channels, words: source.words } : 'plane';
  return displayShader(shown, geometry.plane.fold);
}

/** Draws a part of a texture, scaled to the picture's size, on a canvas of the page. Nothing is read back. */
export function showOnCanvas(
  device: GpuDevice,
  table: ResourceTable,
  geometry: ImageGeometry,
  uniforms: Uniforms,
  { resource, width, height, part }: Picture,
  target: HTMLCanvasElement,
): void {
  const context = target.getContext('2d');
  if (!context) throw new TypeError('draw() needs a canvas with a 2d context; this one has another kind.');
  const program = displayProgram(resource, geometry);
  const { texture } = table.get(resource);
  const { canvas, graph } = device;
  const tileWidth = Math.min(part.width, MAX_TILE);
  const tileHeight = Math.min(part.height, MAX_TILE);
  if (canvas.width !== tileWidth) canvas.width = tileWidth;
  if (canvas.height !== tileHeight) canvas.height = tileHeight;
  if (target.width !== part.width) target.width = part.width;
  if (target.height !== part.height) target.height = part.height;
  for (let y = 0; y < part.height; y += tileHeight) {
    for (let x = 0; x < part.width; x += tileWidth) {
      graph.drawTo(null, tileWidth, tileHeight, program, {
        ...uniforms,
        [resource === 'original' ? 'source' : 'plane']: texture,
        pictureSize: [width, height],
        tileOrigin: [part.x + x, part.y + y],
        tileHeight,
      });
      context.drawImage(canvas, x, y);
    }
  }
}
