import type { SampleValues } from '../../image/sample-values.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import { tell } from '../part/part-events.ts';
import type { PlaceInside } from '../part/ruler.ts';
import type { Wheel } from '../part/wheel.ts';
import type { Point } from '../pane/view-transform.ts';
import { MovingWindow } from '../window-drag/moving-window.ts';
import { windowShown } from '../window-drag/window-shown.ts';
import type { Messages } from '../words/messages.ts';
import { ViewWheel } from './view-wheel.ts';

interface WindowViewer extends HTMLElement {
  readonly words: Messages;
  readonly source: { readonly values: () => SampleValues | null } | null;
  params: PipelineParams;
}

/** The window of the values that a viewer shows, moved by a pointer. */
export function windowOfViewer(viewer: WindowViewer, placeAt: (place: Point) => PlaceInside | null): MovingWindow {
  return new MovingWindow({
    params: () => viewer.params,
    values: () => viewer.source?.values() ?? null,
    placeAt,
    change: (path, params, continues) => {
      tell(viewer, 'part-parameter', { path, params, continues });
      // The next change may come before these are told anew.
      viewer.params = params;
    },
  });
}

/** What it is, by name. */
export function shownWindow({ words, params, source }: WindowViewer): Readonly<Record<string, string>> {
  return windowShown(words, params, source?.values() ?? null);
}

interface WheelViewer extends HTMLElement {
  readonly wheel: Wheel;
  requestUpdate(): void;
}

/** What turning the wheel over a viewer does. */
export function wheelOfViewer(
  viewer: WheelViewer,
  full: () => boolean,
  spent: (event: WheelEvent) => boolean,
): ViewWheel {
  return new ViewWheel({
    wheel: () => viewer.wheel,
    focused: () => (viewer.getRootNode() as Partial<ShadowRoot>).activeElement === viewer,
    full,
    spent,
    changed: () => viewer.requestUpdate(),
  });
}
