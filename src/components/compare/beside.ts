import { SQUARE, type PixelShape } from '../../image/pixel-shape.ts';
import type { Size } from '../part/fit-inside.ts';
import { zoomOf, type Framing, type Point, type View } from '../pane/view-transform.ts';

/** An image that is looked at beside the one on show. */
export interface Beside {
  readonly size: Size;
  readonly pixel: PixelShape;
}

/** What is seen of it, and the pixel of it that is marked. */
export interface SeenBeside {
  readonly framing: Framing;
  readonly view: View;
  readonly mark: Point | null;
}

/** As `framing` and `view` show the first image: in the same scale, with the middle of the one on the middle of the other. */
export function seenBeside(framing: Framing, view: View, mark: Point | null, { size, pixel }: Beside): SeenBeside {
  const { image, pixel: own = SQUARE } = framing;
  const across = (place: Point): Point => ({
    x: size.width / 2 + ((place.x - image.width / 2) * own.x) / pixel.x,
    y: size.height / 2 + ((place.y - image.height / 2) * own.y) / pixel.y,
  });
  const marked = mark && across({ x: mark.x + 0.5, y: mark.y + 0.5 });
  const inside = marked && marked.x >= 0 && marked.y >= 0 && marked.x < size.width && marked.y < size.height;
  return {
    framing: { ...framing, image: size, pixel },
    view: { zoom: zoomOf(view, framing), centre: across(view.centre) },
    mark: inside ? { x: Math.floor(marked.x), y: Math.floor(marked.y) } : null,
  };
}

/** How much room both need, in pixels of the first one. */
export function reachOf(image: Size, own: PixelShape, beside: Beside | null): Size {
  if (!beside) return image;
  const { size, pixel } = beside;
  return {
    width: Math.max(image.width, (size.width * pixel.x) / own.x),
    height: Math.max(image.height, (size.height * pixel.y) / own.y),
  };
}
