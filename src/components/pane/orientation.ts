import type { Place } from '../part/ruler.ts';

/** How an image is turned for the eye: by quarters clockwise first, mirrored left to right then. */
export interface Orientation {
  readonly quarters: 0 | 1 | 2 | 3;
  readonly mirrored: boolean;
}

/** As the file has it. */
export const UPRIGHT: Orientation = { quarters: 0, mirrored: false };

/** What is seen turned by a quarter: clockwise by 1, back by −1. */
export function turned({ quarters, mirrored }: Orientation, by: 1 | -1): Orientation {
  const next = (quarters + 4 + (mirrored ? -by : by)) % 4;
  return { quarters: next as Orientation['quarters'], mirrored };
}

/** What is seen mirrored left to right. */
export function flipped({ quarters, mirrored }: Orientation): Orientation {
  return { quarters, mirrored: !mirrored };
}

/** Whether the image's rows are seen as columns. */
export function isSideways({ quarters }: Orientation): boolean {
  return quarters % 2 === 1;
}

/** A way along the image's axes, as it is seen. */
export function asSeen({ quarters, mirrored }: Orientation, { x, y }: Place): Place {
  const [across, down] = [
    [x, y],
    [-y, x],
    [-x, -y],
    [y, -x],
  ][quarters];
  // Without the sign of a zero.
  return { x: (mirrored ? -across : across) + 0, y: down + 0 };
}

/** The reverse of {@link asSeen}. */
export function asStored({ quarters, mirrored }: Orientation, { x, y }: Place): Place {
  const back = { quarters: ((4 - quarters) % 4) as Orientation['quarters'], mirrored: false };
  return asSeen(back, { x: mirrored ? -x : x, y });
}
