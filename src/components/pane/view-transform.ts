import { SQUARE, type PixelShape } from '../../image/pixel-shape.ts';
import type { PicturePart } from '../../pipeline/engine.ts';
import type { Size } from '../part/fit-inside.ts';
import { asSeen, asStored, isSideways, UPRIGHT, type Orientation } from './orientation.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Which part of an image is looked at, and how large. */
export interface View {
  /** Device pixels an image pixel, or its shorter side; `fit` follows the room there is. */
  readonly zoom: number | 'fit';
  /** The place in the image, in its pixels, that stands in the middle of the box. */
  readonly centre: Point;
}

/** An image in a box: the image in its own pixels, the box in device pixels. */
export interface Framing {
  readonly image: Size;
  readonly box: Size;
  /** Default: square. */
  readonly pixel?: PixelShape;
  /** Default: upright. */
  readonly orientation?: Orientation;
  /** What is to be seen about the image's middle, where another image lies there too: in the image's pixels. Default: the image. */
  readonly reach?: Size;
}

export const MAX_ZOOM = 32;
/** Two zooms that differ by less are the same one. */
const ROUNDING = 1 + 1e-6;

export function fitted({ width, height }: Size): View {
  return { zoom: 'fit', centre: { x: width / 2, y: height / 2 } };
}

/** Device pixels an image pixel when all of the image is seen. */
export function fitZoom(framing: Framing): number {
  const { image, reach = image } = framing;
  const room = roomIn(framing);
  return Math.min(room.width / reach.width, room.height / reach.height, MAX_ZOOM);
}

/** The box along the image's axes, as it would be if pixels were square: in device pixels along their shorter side. */
function roomIn(framing: Framing): Size {
  const { pixel = SQUARE } = framing;
  const { width, height } = boxAlong(framing);
  return { width: width / pixel.x, height: height / pixel.y };
}

/** The box as wide as the image's rows have room, and as high as its columns have. */
function boxAlong({ box, orientation = UPRIGHT }: Framing): Size {
  return isSideways(orientation) ? { width: box.height, height: box.width } : box;
}

/** Whether all of the image is in view. */
export function fits(view: View, framing: Framing): boolean {
  return zoomOf(view, framing) <= fitZoom(framing) * ROUNDING;
}

/** Whether it cannot be zoomed out any further. */
export function isSmallest(view: View, framing: Framing): boolean {
  return zoomOf(view, framing) <= smallestZoom(framing) * ROUNDING;
}

export function zoomOf(view: View, framing: Framing): number {
  return view.zoom === 'fit' ? fitZoom(framing) : view.zoom;
}

/** `view` at `zoom`, with the image point under `about` (device pixels from the box's middle) staying where it is. */
export function zoomedTo(view: View, framing: Framing, zoom: number, about: Point = { x: 0, y: 0 }): View {
  const next = Math.min(MAX_ZOOM, Math.max(smallestZoom(framing), zoom));
  const held = toImage(view, framing, about);
  const way = inPixels(framing, next, about);
  return kept({ zoom: next, centre: { x: held.x - way.x, y: held.y - way.y } }, framing);
}

/** `view` after the image was moved by so many device pixels. */
export function panned(view: View, framing: Framing, way: Point): View {
  const { x, y } = inPixels(framing, zoomOf(view, framing), way);
  return kept({ zoom: view.zoom, centre: { x: view.centre.x - x, y: view.centre.y - y } }, framing);
}

/** `view` moved as little as brings `point` into the box. */
export function showing(view: View, framing: Framing, point: Point): View {
  const zoom = zoomOf(view, framing);
  const along = (centre: number, wanted: number, room: number): number => {
    const reach = Math.max(0, room / 2 / zoom - 1);
    return Math.min(wanted + reach, Math.max(wanted - reach, centre));
  };
  const { centre } = view;
  const { width, height } = roomIn(framing);
  return kept(
    { zoom: view.zoom, centre: { x: along(centre.x, point.x, width), y: along(centre.y, point.y, height) } },
    framing,
  );
}

/**
 * `view` with no more empty room than there must be: an axis that fits is centred, one that does not fills the box; and one
 * that is zoomed out to what fits follows its room from then on.
 */
export function kept({ zoom, centre }: View, framing: Framing): View {
  const fit = fitZoom(framing);
  if (zoom === 'fit' || (zoom <= smallestZoom(framing) * ROUNDING && fit <= ROUNDING)) return fitted(framing.image);
  const scale = Math.max(zoom, smallestZoom(framing));
  const along = (wanted: number, length: number, seen: number, room: number): number => {
    const half = room / 2 / scale;
    const free = seen / 2 - half;
    return free <= 0 ? length / 2 : Math.min(length / 2 + free, Math.max(length / 2 - free, wanted));
  };
  const { image, reach = image } = framing;
  const { width, height } = roomIn(framing);
  return {
    zoom: scale,
    centre: {
      x: along(centre.x, image.width, reach.width, width),
      y: along(centre.y, image.height, reach.height, height),
    },
  };
}

/** Images that are smaller than their box can be seen in their own size. */
function smallestZoom(framing: Framing): number {
  return Math.min(1, fitZoom(framing));
}

/** The place in the image under a place in the box, given in device pixels from its middle. */
export function toImage(view: View, framing: Framing, place: Point): Point {
  const { x, y } = inPixels(framing, zoomOf(view, framing), place);
  return { x: view.centre.x + x, y: view.centre.y + y };
}

/** A way in device pixels as one in the image's. */
function inPixels({ pixel = SQUARE, orientation = UPRIGHT }: Framing, zoom: number, way: Point): Point {
  const { x, y } = asStored(orientation, way);
  return { x: x / (zoom * pixel.x), y: y / (zoom * pixel.y) };
}

/** The middle of a pixel, as a place in the image. */
export function pixelMiddle({ x, y }: Point): Point {
  return { x: x + 0.5, y: y + 0.5 };
}

/** The reverse of {@link toImage}. */
export function toBox(view: View, framing: Framing, { x, y }: Point): Point {
  const scale = scaleOf(view, framing);
  const { orientation = UPRIGHT } = framing;
  return asSeen(orientation, { x: (x - view.centre.x) * scale.x, y: (y - view.centre.y) * scale.y });
}

/** Device pixels that an image pixel is wide and high, along the image's axes. */
export function scaleOf(view: View, framing: Framing): Point {
  const { pixel = SQUARE } = framing;
  const zoom = zoomOf(view, framing);
  return { x: zoom * pixel.x, y: zoom * pixel.y };
}

/** What is to be drawn of an image for a view of it. */
export interface Drawing {
  /** Of the whole picture: the image's own size when enlarged, else as many pixels as are seen. */
  readonly width: number;
  readonly height: number;
  /** What is seen of it, with some room around to pan into. */
  readonly part: PicturePart;
}

/** Around what is seen, as a part of the box. */
const MARGIN = 0.25;

export function drawingOf(view: View, framing: Framing): Drawing {
  const { image } = framing;
  const box = boxAlong(framing);
  const scale = scaleOf(view, framing);
  const drawn = { x: Math.min(1, scale.x), y: Math.min(1, scale.y) };
  const width = Math.max(1, Math.round(image.width * drawn.x));
  const height = Math.max(1, Math.round(image.height * drawn.y));
  const across = span(view.centre.x * (width / image.width), (box.width / scale.x) * drawn.x, width);
  const down = span(view.centre.y * (height / image.height), (box.height / scale.y) * drawn.y, height);
  return { width, height, part: { x: across.from, y: down.from, width: across.length, height: down.length } };
}

function span(centre: number, room: number, length: number): { from: number; length: number } {
  const half = room * (0.5 + MARGIN);
  const from = Math.max(0, Math.min(length - 1, Math.floor(centre - half)));
  const end = Math.max(from + 1, Math.min(length, Math.ceil(centre + half)));
  return { from, length: end - from };
}

/** Whether `drawing` serves for `view`: the same size, and all that is seen in it. */
export function covers(drawing: Drawing, view: View, framing: Framing): boolean {
  const wanted = drawingOf(view, framing);
  if (drawing.width !== wanted.width || drawing.height !== wanted.height) return false;
  const { image } = framing;
  const room = roomIn(framing);
  const { centre } = view;
  const zoom = zoomOf(view, framing);
  const half = { x: room.width / 2 / zoom, y: room.height / 2 / zoom };
  const first = { x: centre.x - half.x, y: centre.y - half.y };
  const last = { x: centre.x + half.x, y: centre.y + half.y };
  const { part } = drawing;
  const perPixel = drawing.width / image.width;
  const perLine = drawing.height / image.height;
  return (
    Math.max(0, first.x) * perPixel >= part.x - 0.01 &&
    Math.max(0, first.y) * perLine >= part.y - 0.01 &&
    Math.min(image.width, last.x) * perPixel <= part.x + part.width + 0.01 &&
    Math.min(image.height, last.y) * perLine <= part.y + part.height + 0.01
  );
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
