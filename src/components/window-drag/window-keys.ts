import type { Place } from '../part/ruler.ts';
import type { MovingWindow } from './moving-window.ts';

const ARROWS: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/**
 * What a key on the picture does with its window: W chooses the tool, with Shift it goes back; arrows move it while the tool is on.
 * Gives whether it does anything.
 */
export function windowKey(
  { key, shiftKey, ctrlKey, metaKey }: KeyboardEvent,
  window: Pick<MovingWindow, 'movable' | 'reset' | 'step'>,
  tool: boolean,
  setTool: (on: boolean) => void,
): boolean {
  if (!window.movable || ctrlKey || metaKey) return false;
  const way = ARROWS[key];
  if (key.toLowerCase() === 'w') {
    if (shiftKey) window.reset();
    else setTool(!tool);
  } else if (way && tool && !shiftKey) window.step(way);
  else return false;
  return true;
}
