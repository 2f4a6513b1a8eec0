import { flipped, turned, type Orientation } from '../pane/orientation.ts';
import { blink, fit, moveCross, pan, putCross, zoomBy, zoomTo, type ViewState } from './view-state.ts';
import type { PictureKeyActions } from './viewer-keys.ts';

/** How far an arrow key pans, as a part of the box. */
const KEY_PAN = 0.1;

/** Takes a step in what is seen. */
type Go = <Steps extends readonly unknown[]>(
  step: (state: ViewState, ...steps: Steps) => ViewState,
  ...steps: Steps
) => void;

/** What keys and buttons do with the picture of a viewer. */
export function pictureActions(viewer: {
  readonly state: () => ViewState;
  readonly go: Go;
  readonly step: (by: number) => void;
  readonly orient: (orientation: Orientation) => void;
  readonly fullScreen: () => void;
  readonly magnify: () => void;
}): PictureKeyActions {
  const { state, go, step, orient, fullScreen, magnify } = viewer;
  return {
    pan: ({ x, y }) => {
      const { width = 0, height = 0 } = state().framing?.box ?? {};
      go(pan, { x: -x * KEY_PAN * width, y: -y * KEY_PAN * height });
    },
    moveCross: (way, steps) => go(moveCross, way, steps),
    centreCross: () => go(putCross, state().view.centre),
    zoomBy: (factor) => go(zoomBy, factor),
    actualSize: () => go(zoomTo, 1),
    fit: () => go(fit),
    step,
    turn: (by) => orient(turned(state().orientation, by)),
    flip: () => orient(flipped(state().orientation)),
    fullScreen,
    magnify,
    blink: () => go(blink),
  };
}
