import type { PipelineParams } from '../../pipeline/params.ts';
import { sameParams } from '../../pipeline/parameter-paths.ts';

/** Which results the reader has as files, by the parameters they were made with. */
export class SavedResults {
  private readonly saved = new Map<number, PipelineParams>();

  add(id: number, params: PipelineParams): void {
    this.saved.set(id, params);
  }

  has(id: number, params: PipelineParams): boolean {
    const saved = this.saved.get(id);
    return saved !== undefined && sameParams(saved, params);
  }

  clear(): void {
    this.saved.clear();
  }
}
