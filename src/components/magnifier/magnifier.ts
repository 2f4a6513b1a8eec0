import { nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { html } from '../part/html.ts';
import {
  MAX_ZOOM,
  pixelMiddle,
  toBox,
  toImage,
  zoomOf,
  type Framing,
  type Point,
  type View,
} from '../pane/view-transform.ts';
import type { Side } from '../compare/view-panes.ts';

/** Across, in CSS pixels. */
const SIDE = 220;
/** How much larger things are than around it; and never smaller than their own pixels. */
const LARGER = 2;

/** What is seen around it. */
export interface Magnified {
  readonly framing: Framing | null;
  readonly view: View;
  readonly density: number;
  readonly smooth: boolean;
  /** In device pixels from the middle of the box. */
  readonly pointer: Point | null;
  readonly cross: Point | null;
  readonly edges: boolean;
  readonly edgeColour: string;
}

/** A glass over the picture, at the pointer or the cross-hair, while its key is held down. */
export class Magnifier implements ReactiveController {
  private held = false;
  private place: Point | null = null;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement & { readonly renderRoot: ParentNode }) {
    host.addController(this);
    // By whichever key, as it may be one that was chosen; and where the focus goes, its end would be told to another.
    for (const type of ['keyup', 'focusout']) host.addEventListener(type, this.end);
  }

  hostDisconnected(): void {
    this.held = false;
  }

  /** By its own style, which a page's policy allows, and not by an attribute. */
  hostUpdated(): void {
    const glass = this.host.renderRoot.querySelector<HTMLElement>('.glass');
    if (!glass || !this.place) return;
    glass.style.left = `${this.place.x}px`;
    glass.style.top = `${this.place.y}px`;
  }

  readonly begin = (): void => {
    this.held = true;
    this.host.requestUpdate();
  };

  /** `side` is the image that lies under it. */
  render(seen: Magnified, side: Side): TemplateResult | typeof nothing {
    const { framing, view, density, smooth, edges, edgeColour } = seen;
    const place = this.held && framing ? placeOf(seen, framing) : null;
    if (!framing || !place) return nothing;
    const { box } = framing;
    const inArea = (at: number, length: number): number => (at + length / 2) / density - SIDE / 2;
    this.place = { x: inArea(place.x, box.width), y: inArea(place.y, box.height) };
    const across = Math.round(SIDE * density);
    return html`<xray-view-pane
      class="glass"
      aria-hidden="true"
      .stage=${side.stage}
      .painter=${side.painter}
      .version=${side.version}
      .edgesVersion=${side.edgesVersion}
      .edgeColour=${edges ? edgeColour : null}
      .framing=${{ ...framing, box: { width: across, height: across } }}
      .view=${magnified(view, framing, place)}
      .smooth=${smooth}
    ></xray-view-pane>`;
  }

  private readonly end = (): void => {
    if (!this.held) return;
    this.held = false;
    this.host.requestUpdate();
  };
}

/** What is under `place`, larger, in the middle. */
export function magnified(view: View, framing: Framing, place: Point): View {
  const zoom = Math.min(MAX_ZOOM, Math.max(1, LARGER * zoomOf(view, framing)));
  return { zoom, centre: toImage(view, framing, place) };
}

function placeOf({ pointer, cross, view }: Magnified, framing: Framing): Point | null {
  return pointer ?? (cross && toBox(view, framing, pixelMiddle(cross)));
}
