import type { Size } from '../part/fit-inside.ts';
import { densityOf } from '../part/own-window.ts';
import { windowPoint, type PlaceInside } from '../part/ruler.ts';
import { distance, type Point } from '../pane/view-transform.ts';

/** What fingers and mice do on a view. Places are in device pixels from the middle of the box, ways in device pixels. */
export interface GestureHandlers {
  readonly pan: (way: Point) => void;
  /**
   * One pointer that went down at `start` is at `here`, in the window, and does something else than to pan. False where it does not.
   */
  readonly drag: (start: Point, here: Point) => boolean;
  /** It does that no longer: it went up, or something else is done. */
  readonly drop: (finished: boolean) => void;
  /** Without `about`, about the middle. */
  readonly zoom: (factor: number, about?: Point) => void;
  /** Where the pointer is; null when it left, or nobody knows. Not told of fingers, which hide what they point at. */
  readonly point: (place: Point | null) => void;
  /** A finger, or a button of the mouse, went down and up at one place. */
  readonly tap: (place: Point) => void;
  /** A finger went sideways while there was nothing to pan: −1 to the left, 1 to the right. */
  readonly swipe: (direction: -1 | 1) => void;
  /** Whether a turn of the wheel is the view's, and not the page's. */
  readonly takesWheel: (event: WheelEvent) => boolean;
  /** Whether all of the image is in view. */
  readonly fits: () => boolean;
}

/** A box of the view, which knows where in it a place in the window is; null where that cannot be told. */
export interface ViewBox {
  placeAt(place: Point): PlaceInside | null;
}

/** Way in CSS pixels that makes a swipe. */
const SWIPE = 48;
/** Way in CSS pixels that a tap may slip. */
const TAP = 6;
/** What turning a wheel by one pixel does to the zoom; lines and pages count as so many pixels. */
const WHEEL_RATE = 0.002;
/** The same for two fingers on a touchpad, which browsers tell as a wheel with Ctrl, turned by a few pixels; from this many on it is a wheel. */
const PINCH_RATE = 0.01;
const WHEEL_NOTCH = 50;
const WHEEL_UNITS = [1, 16, 400];

/** Pointers on a view: one pans, two pinch, none points; and the wheel. */
export class ViewGestures {
  /** Where they were last, in the window. What they do there is looked up in the box, which may be scaled or turned. */
  private readonly pointers = new Map<number, Point>();
  private start: Point | null = null;

  constructor(
    /** What takes the pointers. */
    private readonly area: () => HTMLElement,
    /** The boxes of the view: one, or several beside each other. */
    private readonly boxes: () => readonly ViewBox[],
    /**
     * The size of such a box in device pixels, as the view takes it: in whole ones. What an element measures may be a
     * fraction more, and its middle another one than that of the picture.
     */
    private readonly size: () => Size,
    private readonly handlers: GestureHandlers,
  ) {}

  readonly onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const here = windowPoint(event);
    this.start = this.pointers.size === 0 ? here : null;
    this.handlers.drop(false);
    this.pointers.set(event.pointerId, here);
    this.area().setPointerCapture(event.pointerId);
    this.point(event, here);
  };

  readonly onPointerMove = (event: PointerEvent): void => {
    const here = windowPoint(event);
    const before = this.pointers.get(event.pointerId);
    if (!before) {
      this.point(event, here);
      return;
    }
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.pointers.set(event.pointerId, here);
    const drags = !other && this.start !== null && this.handlers.drag(this.start, here);
    // Each of two fingers moves the middle by half its way.
    if (!drags) this.pan(before, here, other ? 0.5 : 1);
    if (!other) {
      this.point(event, here);
      return;
    }
    this.start = null;
    const about = this.placeOf({ x: (here.x + other.x) / 2, y: (here.y + other.y) / 2 });
    this.handlers.zoom(distance(here, other) / Math.max(1, distance(before, other)), about ?? undefined);
  };

  readonly onPointerUp = (event: PointerEvent): void => {
    const { start } = this;
    const here = this.pointers.get(event.pointerId);
    if (this.pointers.delete(event.pointerId)) this.handlers.drop(event.type === 'pointerup');
    if (this.pointers.size > 0 || !here || !start) return;
    this.start = null;
    if (event.type !== 'pointerup') return;
    const place = distance(here, start) <= TAP ? this.placeOf(here) : null;
    if (place) this.handlers.tap(place);
    const way = here.x - start.x;
    const sideways = Math.abs(way) > SWIPE && Math.abs(way) > 2 * Math.abs(here.y - start.y);
    if (event.pointerType !== 'mouse' && sideways && this.handlers.fits()) this.handlers.swipe(way < 0 ? -1 : 1);
  };

  readonly onPointerLeave = (event: PointerEvent): void => {
    if (!this.pointers.has(event.pointerId)) this.handlers.point(null);
  };

  readonly onWheel = (event: WheelEvent): void => {
    if (!this.handlers.takesWheel(event)) return;
    event.preventDefault();
    const turn = event.deltaY * WHEEL_UNITS[event.deltaMode];
    const rate = event.ctrlKey && Math.abs(turn) < WHEEL_NOTCH ? PINCH_RATE : WHEEL_RATE;
    this.handlers.zoom(Math.exp(-turn * rate), this.placeOf(windowPoint(event)) ?? undefined);
  };

  private point({ pointerType }: PointerEvent, here: Point): void {
    if (pointerType !== 'touch') this.handlers.point(this.placeOf(here));
  }

  private pan(before: Point, here: Point, part: number): void {
    const [box] = this.boxes();
    const [from, to] = [before, here].map((place) => box.placeAt(place));
    if (!from || !to) return;
    const scale = densityOf(this.area()) * part;
    this.handlers.pan({ x: (to.x - from.x) * scale, y: (to.y - from.y) * scale });
  }

  /** A place in the window, from the middle of the box it is in; null where no box can tell. */
  placeOf(point: Point): Point | null {
    const places = this.boxes().flatMap((box) => box.placeAt(point) ?? []);
    const here = places.find(({ x, y, width, height }) => x >= 0 && x < width && y >= 0 && y < height) ?? places[0];
    if (!here) return null;
    const density = densityOf(this.area());
    const { width, height } = this.size();
    return { x: here.x * density - width / 2, y: here.y * density - height / 2 };
  }
}
