import type { RasterImage } from '../../image/raster-image.ts';
import type { Measurement } from '../../measure/measurement.ts';
import type { Messages } from '../words/messages.ts';
import type { MeasuredFilm } from './measured-film.ts';
import { valueText } from './measured-words.ts';
import { pathOf, textAt } from './shapes.ts';

/** Of the picture's longer side, in pixels of marks: lines and letters have one size however large the picture is. */
const ACROSS = 1200;
const LETTERS = 14;
/** Drawn at once, in pixels: canvases of whole films are more than some browsers make. */
const TILE = 512;
/** What a mark takes beside its path: half a line, the head of an arrow. */
const MARGIN = 14;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A measurement as it is drawn, in pixels of marks. */
interface Mark {
  readonly path: string;
  readonly text: string;
  readonly at: { readonly x: number; readonly y: number };
  /** How long the text may be: longer ones are set narrower. */
  readonly most: number;
  readonly box: Box;
}

/** A copy of an 8-bit stage, in colours, with what is measured drawn on it. Pixels that no mark touches are the stage's. */
export function annotatedImage(
  plane: RasterImage,
  film: Pick<MeasuredFilm, 'calibration' | 'list' | 'size'>,
  words: Messages,
): RasterImage {
  const { width, height } = plane;
  const data = inColours(plane);
  const canvas = document.createElement('canvas');
  canvas.width = Math.min(TILE, width);
  canvas.height = Math.min(TILE, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('The browser has no canvas to draw on.');
  const scale = Math.max(1, Math.max(width, height) / ACROSS);
  const marks = film.list.map((one) => markOf(context, one, scale, valueText(words, one, film), width / scale));
  for (let top = 0; top < height; top += TILE) {
    for (let left = 0; left < width; left += TILE) {
      const tile = { left, top, right: Math.min(width, left + TILE), bottom: Math.min(height, top + TILE) };
      const here = marks.filter(({ box }) => meet(box, tile, scale));
      if (here.length > 0) lay(data, width, tile, drawn(context, here, tile, scale));
    }
  }
  return { width, height, channels: 3, bitDepth: 8, data };
}

function inColours({ channels, data }: RasterImage): Uint8Array {
  if (channels === 3) return new Uint8Array(data);
  const colours = new Uint8Array(data.length * 3);
  for (let i = 0; i < data.length; i++) colours.fill(data[i], 3 * i, 3 * i + 3);
  return colours;
}

/** @param across the picture, in pixels of marks */
function markOf(
  context: CanvasRenderingContext2D,
  one: Measurement,
  scale: number,
  text: string,
  across: number,
): Mark {
  const places = one.points.map(({ x, y }) => ({ x: x / scale, y: y / scale }));
  write(context);
  const most = across - 6;
  const long = Math.min(most, context.measureText(text).width);
  const at = textAt(places, 0, across, 0, long);
  const xs = places.map(({ x }) => x);
  const ys = places.map(({ y }) => y);
  return {
    path: pathOf(one.kind, places) + (places.length === 1 ? crossAt(places[0]) : ''),
    text,
    at,
    most,
    box: {
      left: Math.min(...xs, at.x) - MARGIN,
      top: Math.min(...ys) - MARGIN - LETTERS,
      right: Math.max(...xs, at.x + long) + MARGIN,
      bottom: Math.max(...ys, at.y) + MARGIN,
    },
  };
}

function crossAt({ x, y }: { readonly x: number; readonly y: number }): string {
  return `M${x - 6} ${y}h12M${x} ${y - 6}v12`;
}

function meet(box: Box, tile: Box, scale: number): boolean {
  return (
    box.left * scale < tile.right &&
    box.right * scale > tile.left &&
    box.top * scale < tile.bottom &&
    box.bottom * scale > tile.top
  );
}

/** As they are seen over the picture in the viewer: light on dark. */
function drawn(
  context: CanvasRenderingContext2D,
  marks: readonly Mark[],
  { left, top }: Box,
  scale: number,
): ImageData {
  const { width, height } = context.canvas;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, height);
  context.setTransform(scale, 0, 0, scale, -left, -top);
  write(context);
  for (const { path, text, at, most } of marks) {
    const lines = new Path2D(path);
    const stroke = (colour: string, wide: number, draw: () => void): void => {
      context.strokeStyle = colour;
      context.lineWidth = wide;
      draw();
    };
    stroke('rgba(0, 0, 0, 0.7)', 3.5, () => context.stroke(lines));
    stroke('#ffd23f', 1.5, () => context.stroke(lines));
    stroke('rgba(0, 0, 0, 0.8)', 3, () => context.strokeText(text, at.x, at.y, most));
    context.fillText(text, at.x, at.y, most);
  }
  return context.getImageData(0, 0, width, height);
}

function write(context: CanvasRenderingContext2D): void {
  context.font = `${LETTERS}px sans-serif`;
  context.fillStyle = '#fff';
  context.lineJoin = 'round';
}

/** Lays what is drawn over the picture, of which it leaves what it does not cover. */
function lay(
  picture: Uint8Array,
  width: number,
  { left, top, right, bottom }: Box,
  { data, width: across }: ImageData,
): void {
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const from = 4 * ((y - top) * across + x - left);
      const cover = data[from + 3];
      if (cover === 0) continue;
      const to = 3 * (y * width + x);
      for (let i = 0; i < 3; i++) {
        picture[to + i] = Math.round(picture[to + i] + ((data[from + i] - picture[to + i]) * cover) / 255);
      }
    }
  }
}
