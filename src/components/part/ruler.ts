/** A place in CSS pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A place in an element, from the upper left corner inside its border, with how large the element is there. */
export interface PlaceInside extends Place {
  readonly width: number;
  readonly height: number;
}

/** Where a pointer is, in the window. */
export function windowPoint({ clientX, clientY }: MouseEvent): Place {
  return { x: clientX, y: clientY };
}

/** Where the corners stand, in the element's own directions. */
const CORNERS = ['0 0', '100% 0', '0 100%', '100% 100%'];
/** How far, in CSS pixels, the fourth corner may be from where the other three have it: what is measured is rounded. */
const ROUNDING = 0.5;

/**
 * Tells where a pointer is in an element's own coordinates, whatever the page does to it or around it: scales, zooms, turns,
 * skews, mirrors. Corners without a size stand in the element, and where these come to stand in the window is measured: the
 * rectangle around an element tells of no turn, and `offsetX` is rounded, and another one for each event's target.
 */
export class Ruler {
  /** To be rendered in the element, which has to be positioned. */
  readonly corners: readonly HTMLElement[] = CORNERS.map((at) => {
    const corner = document.createElement('i');
    const [left, top] = at.split(' ');
    Object.assign(corner.style, { position: 'absolute', left, top, pointerEvents: 'none' });
    return corner;
  });

  /**
   * The place in the element under a place in the window; outside of it too. Null where that cannot be told: the element
   * is not shown, is seen from its edge, or in perspective.
   */
  at({ x, y }: Place): PlaceInside | null {
    const zoom = this.unzoomed();
    const [origin, right, below, last] = this.corners.map((corner) => corner.getBoundingClientRect());
    const across = { x: right.left - origin.left, y: right.top - origin.top };
    const down = { x: below.left - origin.left, y: below.top - origin.top };
    const area = across.x * down.y - across.y * down.x;
    const fault = Math.hypot(last.left - right.left - down.x, last.top - right.top - down.y);
    if (!(Math.abs(area) > 1) || fault > ROUNDING) return null;
    const way = { x: x - origin.left, y: y - origin.top };
    // As browsers lay it out: what `clientWidth` gives is rounded.
    const { left, top } = getComputedStyle(this.corners[3]);
    const width = parseFloat(left) / zoom;
    const height = parseFloat(top) / zoom;
    return {
      x: fine(((way.x * down.y - way.y * down.x) / area) * width),
      y: fine(((across.x * way.y - across.y * way.x) / area) * height),
      width,
      height,
    };
  }

  /**
   * Has the corners undo what zooms the element, which this returns: what is not zoomed itself is measured alike everywhere. Of
   * what is, Chrome until 127 told where it would be without the zoom, and WebKit does, in a scrolled page somewhere else again.
   */
  private unzoomed(): number {
    const around = aroundOf(this.corners[0]);
    const zoom = around ? zoomOf(around) : 1;
    for (const { style } of this.corners) style.zoom = String(1 / zoom);
    return zoom;
  }
}

/** Without what division adds: pointers stand on whole pixels, and these on the borders of an image's. */
function fine(length: number): number {
  return Math.round(length * 256) / 256;
}

/** What all `zoom` on `element` and around it make together. */
function zoomOf(element: Element): number {
  if ('currentCSSZoom' in element) return element.currentCSSZoom;
  let zoom = 1;
  for (let at: Element | null = element; at; at = aroundOf(at)) {
    zoom *= Number((getComputedStyle(at) as { readonly zoom?: string }).zoom) || 1;
  }
  return zoom;
}

function aroundOf(element: Element): Element | null {
  const root = element.getRootNode() as Partial<ShadowRoot>;
  return element.assignedSlot ?? element.parentElement ?? root.host ?? null;
}
