import { zoomOf } from './zoom-of.ts';

/**
 * Where in the window a part of `element`'s width and height is for a pointer: what is put there tells. It undoes all `zoom`
 * for itself: WebKitGTK 2.50 measures what is zoomed in pixels of its own.
 */
export function placeInWindow(element: Element, across: number, down: number): [x: number, y: number] {
  const mark = document.createElement('i');
  const at = { left: `${across * 100}%`, top: `${down * 100}%` };
  Object.assign(mark.style, { position: 'absolute', width: 0, height: 0, ...at, zoom: 1 / zoomOf(element) });
  element.append(mark);
  const { left, top } = mark.getBoundingClientRect();
  mark.remove();
  return [left, top];
}
