/** When the wheel over the viewer zooms; empty: with Ctrl or ⌘, and while the viewer has the focus. */
export type Wheel = '' | 'zoom' | 'ctrl' | 'none';

/** Whether a turn of the wheel is to zoom, in a viewer that has the focus or not. */
export function wheelZooms(
  wheel: Wheel,
  { ctrlKey, metaKey }: Pick<WheelEvent, 'ctrlKey' | 'metaKey'>,
  focused: boolean,
): boolean {
  if (wheel === 'none') return false;
  return wheel === 'zoom' || ctrlKey || metaKey || (wheel === '' && focused);
}
