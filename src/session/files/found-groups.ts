import type { ImagePipeline } from '../../pipeline/engine.ts';
import { STAGE_IDS, STAGES } from '../../pipeline/standard-graph.ts';

/** The parameters that an image decided on, by group and name. */
export type FoundGroups = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Null where all were given. */
export async function foundGroups(pipeline: ImagePipeline): Promise<FoundGroups | null> {
  const groups: Record<string, Readonly<Record<string, number>>> = {};
  for (const stage of STAGE_IDS) {
    const { params } = STAGES[stage];
    const found = params && (await pipeline.found?.(stage));
    if (found) groups[params] = found;
  }
  return Object.keys(groups).length > 0 ? groups : null;
}
