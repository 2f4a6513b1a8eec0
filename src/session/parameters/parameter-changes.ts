import { DEFAULT_PARAMS, type PipelineParams } from '../../pipeline/params.ts';
import { ParameterHistory } from './parameter-history.ts';
import { sameParams } from '../../pipeline/parameter-paths.ts';

/** Whose parameters change. */
export interface ParameterHost {
  readonly get: () => PipelineParams;
  readonly set: (params: PipelineParams) => void;
  /** Whether a window has anything to do, as it has not with colours. */
  readonly windowed: () => boolean;
  /** Tells of a change of the parameter called `name`, or of several (null). */
  readonly changed: (name: string | null) => void;
}

/** Changes that the reader makes: each can be taken back, and is told of. */
export class ParameterChanges {
  private readonly history = new ParameterHistory();

  constructor(private readonly host: ParameterHost) {}

  get undoable(): boolean {
    return this.history.undoable;
  }

  get redoable(): boolean {
    return this.history.redoable;
  }

  /** To `params`, by the control of the parameter called `name`, or by something else (null). */
  make(params: PipelineParams, name: string | null = null, continues: boolean | null = null): void {
    const before = this.host.get();
    if (sameParams(before, params)) return;
    this.history.record(before, name, continues);
    this.take(params, name);
  }

  /** To `params`, where nobody has set anything yet. */
  begin(params: PipelineParams): void {
    if (sameParams(this.host.get(), DEFAULT_PARAMS)) this.make(params);
  }

  /** Black and white change places, of an image that is in gray. */
  invert(): void {
    const { window, ...others } = this.host.get();
    if (this.host.windowed()) this.make({ ...others, window: { ...window, invert: !window.invert } }, 'window.invert');
  }

  undo(): void {
    this.take(this.history.undo(this.host.get()));
  }

  redo(): void {
    this.take(this.history.redo(this.host.get()));
  }

  private take(params: PipelineParams | null, name: string | null = null): void {
    if (!params) return;
    this.host.set(params);
    this.host.changed(name);
  }
}
