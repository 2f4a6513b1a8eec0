import type { Point } from '../pane/view-transform.ts';

/** How many steps an arrow key moves the cross-hair, with Ctrl or ⌘. */
const LONG_STEP = 10;
const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

export interface PictureKeyActions {
  readonly pan: (way: Point) => void;
  readonly moveCross: (way: Point, steps: number) => void;
  readonly centreCross: () => void;
  readonly zoomBy: (factor: number) => void;
  readonly actualSize: () => void;
  readonly fit: () => void;
  /** To another image of the chain. */
  readonly step: (by: number) => void;
  /** By a quarter, clockwise or back. */
  readonly turn: (by: 1 | -1) => void;
  readonly flip: () => void;
  readonly fullScreen: () => void;
  /** Shows a glass as long as the key is held down. */
  readonly magnify: () => void;
  /** Shows the one image in the place of the other. */
  readonly blink: () => void;
}

/** What a key does on the picture; whether it does anything. */
export function pictureKey(
  { key, shiftKey, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey'>,
  {
    pan,
    moveCross,
    centreCross,
    zoomBy,
    actualSize,
    fit,
    step,
    turn,
    flip,
    fullScreen,
    magnify,
    blink,
  }: PictureKeyActions,
): boolean {
  const letter = key.toLowerCase();
  const way = ARROWS[key];
  const command = ctrlKey || metaKey;
  if (way && shiftKey) moveCross(way, command ? LONG_STEP : 1);
  // The browser's and the system's.
  else if (command) return false;
  else if (way) pan(way);
  else if (key === '+' || key === '=') zoomBy(Math.SQRT2);
  else if (key === '-' || key === '_') zoomBy(Math.SQRT1_2);
  else if (key === '0') fit();
  else if (key === '1') actualSize();
  else if (letter === 'c') centreCross();
  else if (letter === 'r') turn(shiftKey ? -1 : 1);
  else if (letter === 'h') flip();
  else if (letter === 'f') fullScreen();
  else if (letter === 'z') magnify();
  else if (letter === 'b') blink();
  else if (key === 'PageDown') step(1);
  else if (key === 'PageUp') step(-1);
  else return false;
  return true;
}
