import { SQUARE, type PixelShape } from '../../image/pixel-shape.ts';
import { OVERLAY } from '../../pipeline/stage-roles.ts';
import type { Size } from '../part/fit-inside.ts';
import { reachOf, type Beside } from '../compare/beside.ts';
import { NOTHING_COMPARED, type CompareChoices } from '../compare/compare-state.ts';
import { asStored, isSideways, UPRIGHT, type Orientation } from '../pane/orientation.ts';
import {
  distance,
  fits,
  fitted,
  isSmallest,
  kept,
  panned,
  pixelMiddle,
  showing,
  toBox,
  toImage,
  zoomedTo,
  zoomOf,
  type Framing,
  type Point,
  type View,
} from '../pane/view-transform.ts';

/** A tap this close to the cross-hair, in CSS pixels, takes it away. */
const NEAR_CROSS = 22;

/** What the reader chooses in the bar, beside the stage. */
export interface ViewChoices extends CompareChoices {
  /** Whether edges lie over the images. */
  readonly edges: boolean;
  readonly edgeColour: string;
  /** Whether one pointer, and arrow keys, move the window instead of the image. */
  readonly windowTool: boolean;
  /** Whether enlarged pixels run into each other. */
  readonly smooth: boolean;
}

/** What is seen of an image, and how: plain data; each step gives another one. */
export interface ViewState extends ViewChoices {
  /** In the image's own pixels. */
  readonly image: Size;
  readonly pixel: PixelShape;
  readonly orientation: Orientation;
  /** An image of another size or shape that is seen with it; null where there is none. */
  readonly beside: Beside | null;
  /** The room there is, in CSS pixels; null while there is none. */
  readonly room: Size | null;
  /** Device pixels a CSS pixel. */
  readonly density: number;
  readonly framing: Framing | null;
  /** Two images are one over the other where that leaves them more room. */
  readonly upright: boolean;
  readonly view: View;
  /** Where the divider is, in per cent of the width, or of the height where it lies across. */
  readonly divider: number;
  /** Where the pointer is, in device pixels from the middle of its box. */
  readonly pointer: Point | null;
  /** The pixel at which the cross-hair is. */
  readonly cross: Point | null;
  /** Whether the cross-hair was put there by a tap or a click: then it stays when the pointer moves. */
  readonly pinned: boolean;
}

export const FIRST_VIEW: ViewState = {
  ...NOTHING_COMPARED,
  other: OVERLAY,
  edges: false,
  edgeColour: '#ffd23f',
  windowTool: false,
  smooth: false,
  image: { width: 1, height: 1 },
  pixel: SQUARE,
  orientation: UPRIGHT,
  beside: null,
  room: null,
  density: 1,
  framing: null,
  upright: false,
  view: fitted({ width: 1, height: 1 }),
  divider: 50,
  pointer: null,
  cross: null,
  pinned: false,
};

/** Another image: all of it is seen. */
export function withImage(state: ViewState, image: Size, pixel = SQUARE): ViewState {
  return framed({ ...hideCross(state), image, pixel, view: fitted(image), pointer: null });
}

/** Another image is seen with it, or none but its own. */
export function withBeside(state: ViewState, beside: Beside | null): ViewState {
  return framed({ ...state, beside });
}

/** The same image, turned: what is in the middle stays there. */
export function withOrientation(state: ViewState, orientation: Orientation): ViewState {
  return framed({ ...state, orientation, pointer: null });
}

export function withRoom(state: ViewState, room: Size, density: number): ViewState {
  return framed({ ...state, room, density });
}

export function withChoices(state: ViewState, choices: Partial<ViewChoices>): ViewState {
  return framed({ ...state, ...choices });
}

/** Moved by so many device pixels. */
export function pan(state: ViewState, way: Point): ViewState {
  const { framing, view } = state;
  return framing ? { ...state, view: panned(view, framing, way) } : state;
}

/** To so many device pixels an image pixel; what is under `about` stays there. */
export function zoomTo(state: ViewState, zoom: number, about?: Point): ViewState {
  const { framing, view } = state;
  return framing ? { ...state, view: zoomedTo(view, framing, zoom, about) } : state;
}

export function zoomBy(state: ViewState, factor: number, about?: Point): ViewState {
  return zoomTo(state, zoomIn(state) * factor, about);
}

export function fit(state: ViewState): ViewState {
  return { ...state, view: fitted(state.image) };
}

/** The pointer is at `place`, or gone. */
export function point(state: ViewState, place: Point | null): ViewState {
  const pointed = { ...state, pointer: place };
  return place && !state.pinned ? hideCross(pointed) : pointed;
}

/** Puts the cross-hair at the pixel that is tapped, or away where it is already. */
export function tap(state: ViewState, place: Point): ViewState {
  const { framing, view } = state;
  if (!framing) return state;
  const pixel = pixelAt(state, toImage(view, framing, place));
  return !pixel || isPinnedNear(state, framing, place) ? hideCross(state) : { ...putCross(state, pixel), pinned: true };
}

/** Moves the cross-hair from where it, the pointer or the middle is. */
export function moveCross(state: ViewState, way: Point, steps: number): ViewState {
  const { x, y } = asStored(state.orientation, way);
  if (!state.framing) return state;
  const from = probedPixel(state) ?? state.view.centre;
  // Where the image is reduced, as far as can be seen.
  const step = steps * Math.max(1, Math.round(1 / zoomIn(state)));
  return { ...putCross(state, { x: from.x + x * step, y: from.y + y * step }), pointer: null };
}

export function putCross(state: ViewState, { x, y }: Point): ViewState {
  const { image, framing, view } = state;
  const within = (position: number, size: number): number => Math.min(size - 1, Math.max(0, Math.floor(position)));
  const cross = { x: within(x, image.width), y: within(y, image.height) };
  return { ...state, cross, view: framing ? showing(view, framing, cross) : view };
}

export function hideCross(state: ViewState): ViewState {
  return { ...state, cross: null, pinned: false };
}

/** Shows the one image in the place of the other, and begins with that where images are looked at in another way. */
export function blink(state: ViewState): ViewState {
  const blinked = state.mode !== 'blink' || !state.blinked;
  return withChoices(state, { mode: 'blink', blinked });
}

export function moveDivider(state: ViewState, percent: number): ViewState {
  return { ...state, divider: Math.min(100, Math.max(0, percent)) };
}

/** Device pixels an image pixel; 1 while there is no room. */
export function zoomIn({ view, framing }: ViewState): number {
  return framing ? zoomOf(view, framing) : 1;
}

/** Whether all of the image is in view. */
export function isWhole({ view, framing }: ViewState): boolean {
  return framing === null || fits(view, framing);
}

/** Whether a turn of the wheel by `deltaY` changes nothing: out of what is as small as it gets. */
export function isSpent({ view, framing }: ViewState, deltaY: number): boolean {
  return deltaY > 0 && (framing === null || isSmallest(view, framing));
}

/** The pixel under the pointer. Where it is, and not which it was, as the image may have moved under it. */
export function pointedPixel(state: ViewState): Point | null {
  const { pointer, framing, view } = state;
  return pointer && framing && pixelAt(state, toImage(view, framing, pointer));
}

/** The pixel whose values are told: at the cross-hair, else under the pointer. */
export function probedPixel(state: ViewState): Point | null {
  return state.cross ?? pointedPixel(state);
}

function pixelAt({ image }: ViewState, { x, y }: Point): Point | null {
  const pixel = { x: Math.floor(x), y: Math.floor(y) };
  return pixel.x >= 0 && pixel.y >= 0 && pixel.x < image.width && pixel.y < image.height ? pixel : null;
}

function isPinnedNear({ cross, pinned, view, density }: ViewState, framing: Framing, place: Point): boolean {
  if (!cross || !pinned) return false;
  return distance(toBox(view, framing, pixelMiddle(cross)), place) <= NEAR_CROSS * density;
}

/** Shares the room between the images, as if both had the size of both: beside each other, or where that is more, stacked. */
function framed(state: ViewState): ViewState {
  const { room, image, pixel, orientation, density, beside: other } = state;
  if (!room) return state;
  const two = state.mode === 'side';
  const reach = reachOf(image, pixel, other);
  const sides = [reach.width * pixel.x, reach.height * pixel.y];
  const [across, down] = isSideways(orientation) ? sides.reverse() : sides;
  const beside = Math.min(room.width / 2 / across, room.height / down);
  const stacked = Math.min(room.width / across, room.height / 2 / down);
  const upright = two && stacked > beside;
  // Two leave a line of two pixels between them.
  const share = (length: number, shared: boolean): number =>
    Math.max(1, Math.round((shared ? length / 2 - 1 : length) * density));
  const box = { width: share(room.width, two && !upright), height: share(room.height, upright) };
  const framing = { image, box, pixel, orientation, ...(other && { reach }) };
  return { ...state, framing, upright, view: kept(state.view, framing) };
}
