import type { Point } from '../pane/view-transform.ts';

/** How far an arrow key moves the divider, in per cent. */
const DIVIDER_STEP = 2;
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
}

/** What a key does on the picture; whether it does anything. */
export function pictureKey(
  { key, shiftKey, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey'>,
  { pan, moveCross, centreCross, zoomBy, actualSize, fit, step, turn, flip, fullScreen }: PictureKeyActions,
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
  else if (key === 'PageDown') step(1);
  else if (key === 'PageUp') step(-1);
  else return false;
  return true;
}

/** Where a key moves the divider to, in per cent; null for keys that are not the divider's. */
export function dividerKey({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent, divider: number): number | null {
  if (shiftKey || ctrlKey || metaKey) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return 100;
  const way = ARROWS[key];
  return way ? divider + (way.x - way.y) * DIVIDER_STEP : null;
}
