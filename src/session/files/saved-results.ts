import type { PipelineParams } from '../../pipeline/params.ts';
import { isMadeOf, type Computation } from './computation.ts';

/** What results were made of. */
export type MadeOf = Pick<Computation, 'frame' | 'params'>;

/** Which results the reader has as files, by the parameters they were made with, and the frame. */
export class SavedResults {
  private readonly saved = new Map<number, MadeOf>();

  add(id: number, params: PipelineParams, frame = 0): void {
    this.saved.set(id, { params, frame });
  }

  has(id: number, params: PipelineParams, frame = 0): boolean {
    const saved = this.saved.get(id);
    return saved !== undefined && isMadeOf(saved, frame, params);
  }

  clear(): void {
    this.saved.clear();
  }
}
