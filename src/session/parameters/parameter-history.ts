import type { PipelineParams } from '../../pipeline/params.ts';

/** Changes of one parameter that follow each other this closely, in milliseconds, are one step: a key held down. */
const ONE_STEP_MS = 800;
const MOST_STEPS = 200;

/** What the reader's changes of parameters can be taken back to, and made again. */
export class ParameterHistory {
  private past: PipelineParams[] = [];
  private future: PipelineParams[] = [];
  private last: { readonly name: string | null; readonly time: number } = { name: null, time: 0 };

  get undoable(): boolean {
    return this.past.length > 0;
  }

  get redoable(): boolean {
    return this.future.length > 0;
  }

  /**
   * Told of a change before it is made: of the parameter called `name`, or of several (null). `continues` says whether it
   * goes on with the step before, as in the middle of a drag; null where only time can tell.
   */
  record(
    before: PipelineParams,
    name: string | null,
    continues: boolean | null = null,
    time = performance.now(),
  ): void {
    const sameName = name !== null && name === this.last.name;
    const continued = sameName && (continues ?? time - this.last.time < ONE_STEP_MS);
    this.last = { name, time };
    this.future = [];
    if (!continued) this.past = [...this.past.slice(1 - MOST_STEPS), before];
  }

  /** What was set before the last change; null when there was none. */
  undo(now: PipelineParams): PipelineParams | null {
    return this.swap(this.past, this.future, now);
  }

  /** What the last {@link undo} took back. */
  redo(now: PipelineParams): PipelineParams | null {
    return this.swap(this.future, this.past, now);
  }

  private swap(from: PipelineParams[], to: PipelineParams[], now: PipelineParams): PipelineParams | null {
    const params = from.pop() ?? null;
    if (params) to.push(now);
    this.last = { name: null, time: 0 };
    return params;
  }
}
