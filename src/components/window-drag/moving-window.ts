import type { SampleValues } from '../../image/sample-values.ts';
import type { ParameterPath } from '../../pipeline/parameter-paths.ts';
import { DEFAULT_PARAMS, type PipelineParams } from '../../pipeline/params.ts';
import { windowInHand } from '../parameters/window-group.ts';
import type { Place } from '../part/ruler.ts';
import { draggedWindow } from './window-drag.ts';

/** Whose window is moved. */
export interface WindowHost {
  readonly params: () => PipelineParams;
  /** Null where a window has nothing to do. */
  readonly values: () => SampleValues | null;
  /** The place in the picture's room under a place in the browser's window, in CSS pixels; null where that cannot be told. */
  readonly placeAt: (place: Place) => Place | null;
  /** To `params`, told as a change at `path`; `continues` as in `part-parameter`. */
  readonly change: (path: ParameterPath, params: PipelineParams, continues: boolean | null) => void;
}

interface Drag {
  readonly from: Place;
  readonly window: PipelineParams['window'];
  /** What its changes are told as; null before the first. */
  path: ParameterPath | null;
}

/** CSS pixels that a press may slip before it is a drag. */
const SLIP = 4;
/** CSS pixels that a key stands for. */
const KEY_WAY = 16;

/** A window that a pointer or keys move over the picture: width to the sides, centre up and down. A drag is one step for undo. */
export class MovingWindow {
  private drag: Drag | null = null;
  /** What it goes back to: what was seen before it was set by hand. */
  private chosen = DEFAULT_PARAMS.window;
  private image: unknown = null;

  constructor(private readonly host: WindowHost) {}

  /** Whether there is one. */
  get movable(): boolean {
    return this.host.values() !== null;
  }

  /** Told of all parameters that are set, and for which image: a drag over another one is over. */
  follow({ window }: PipelineParams, image: unknown): void {
    if (window.source !== 'manual') this.chosen = window;
    if (image !== this.image) this.drag = null;
    this.image = image;
  }

  /** A pointer that went down at `start` is at `here`: places in the browser's window. */
  to(start: Place, here: Place): void {
    const values = this.host.values();
    const at = this.host.placeAt(here);
    if (!values || !at) return;
    const { drag } = this;
    if (drag) this.move(drag.window, { x: at.x - drag.from.x, y: at.y - drag.from.y }, values, drag);
    else if (Math.hypot(here.x - start.x, here.y - start.y) > SLIP) {
      this.drag = { from: at, window: this.inHand(values).window, path: null };
    }
  }

  /** The pointer has let go, or does something else. Gives whether it was a drag. */
  end(): boolean {
    const { drag } = this;
    this.drag = null;
    return drag !== null;
  }

  /** By a key. @param way one to the right, one down */
  step({ x, y }: Place): void {
    const values = this.host.values();
    if (values) this.move(this.inHand(values).window, { x: x * KEY_WAY, y: y * KEY_WAY }, values, null);
  }

  /** Back to the preset that it was before, or what the file asks for. */
  reset(): void {
    const params = this.host.params();
    if (!this.movable || params.window.source !== 'manual') return;
    const { center, width, function: course } = DEFAULT_PARAMS.window;
    const { source, preset } = this.chosen;
    const window = { ...params.window, source, preset, center, width, function: course };
    this.host.change(['window', 'source'], { ...params, window }, false);
  }

  private inHand(values: SampleValues): PipelineParams {
    return windowInHand(this.host.params(), values, ['window', 'width']);
  }

  private move(window: PipelineParams['window'], way: Place, values: SampleValues, drag: Drag | null): void {
    const params = this.host.params();
    const { invert, source, center, width } = params.window;
    const moved = draggedWindow({ ...window, invert }, way, values);
    if (source === 'manual' && moved.center === center && moved.width === width) return;
    const path: ParameterPath = drag?.path ?? ['window', Math.abs(way.x) > Math.abs(way.y) ? 'width' : 'center'];
    const continues = drag && drag.path !== null;
    if (drag) drag.path = path;
    this.host.change(path, { ...params, window: moved }, continues);
  }
}
