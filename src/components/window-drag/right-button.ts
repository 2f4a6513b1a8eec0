import type { MovingWindow } from './moving-window.ts';
import type { Place } from '../part/ruler.ts';

/** The bit of the right button in `buttons`, and its number in `button`. */
const HELD = 2;
const RIGHT = 2;

interface Press {
  readonly pointerId: number;
  readonly start: Place;
  clicks: number;
  /** Whether the browser's menu was to come at the press, as it does on Linux and on a Mac. */
  menu: boolean;
}

/**
 * Moves a window with the right button. The browser's menu is kept back after a drag; where it comes at the press, before anybody knows
 * whether there will be one, it is kept back then, and Shift brings it, as in all the picture where no window can be moved.
 */
export class RightButton {
  private press: Press | null = null;
  private keepsMenuBack = false;

  constructor(private readonly window: MovingWindow) {}

  listenTo(area: HTMLElement): void {
    area.addEventListener('pointerdown', (event) => this.onDown(event, area));
    area.addEventListener('mousedown', ({ detail }) => this.press && (this.press.clicks = detail));
    area.addEventListener('pointermove', (event) => this.onMove(event));
    area.addEventListener('contextmenu', (event) => this.onMenu(event));
    for (const type of ['pointerup', 'pointercancel'] as const)
      area.addEventListener(type, (event) => this.onUp(event));
  }

  private onDown({ button, shiftKey, pointerId, clientX: x, clientY: y }: PointerEvent, area: HTMLElement): void {
    this.keepsMenuBack = false;
    if (button !== RIGHT || shiftKey || !this.window.movable) return;
    this.press = { pointerId, start: { x, y }, clicks: 1, menu: false };
    area.setPointerCapture(pointerId);
  }

  private onMove(event: PointerEvent): void {
    const { press } = this;
    if (press?.pointerId !== event.pointerId) return;
    // Of several buttons only the last that is let go is told as such.
    if ((event.buttons & HELD) === 0) this.onUp(event);
    else this.window.to(press.start, { x: event.clientX, y: event.clientY });
  }

  private onUp({ pointerId, type }: PointerEvent): void {
    const { press } = this;
    if (press?.pointerId !== pointerId) return;
    this.press = null;
    const dragged = this.window.end();
    this.keepsMenuBack = dragged && !press.menu;
    if (!dragged && press.clicks === 2 && type === 'pointerup') this.window.reset();
  }

  private onMenu(event: Event): void {
    if (this.press) this.press.menu = true;
    if (this.press || this.keepsMenuBack) event.preventDefault();
    this.keepsMenuBack = false;
  }
}
