import type { Size } from '../part/fit-inside.ts';
import type { Framing } from './view-transform.ts';

/** The room for the images of a view, and whether two of them share it one over the other. */
export interface SharedRoom {
  readonly framing: Framing;
  readonly upright: boolean;
}

/** Shares `room` (CSS pixels) between `count` images of one size: beside each other, or where that is more, stacked. */
export function shareRoom(room: Size, image: Size, count: 1 | 2): SharedRoom {
  const beside = Math.min(room.width / 2 / image.width, room.height / image.height);
  const stacked = Math.min(room.width / image.width, room.height / 2 / image.height);
  const upright = count === 2 && stacked > beside;
  // Two leave a line of two pixels between them.
  const share = (length: number, shared: boolean): number =>
    Math.max(1, Math.round((shared ? length / 2 - 1 : length) * devicePixelRatio));
  const box = { width: share(room.width, count === 2 && !upright), height: share(room.height, upright) };
  return { framing: { image, box }, upright };
}
