import { unlessAborted } from '../../base/unless-aborted.ts';
import { encodeStage } from '../../export/encode/encode-stage.ts';
import { inLanes } from '../../export/encode/in-lanes.ts';
import { endsWork } from './failure.ts';
import { STAGE_IDS, type StageId } from '../../pipeline/standard-graph.ts';
import { foundGroups } from './found-groups.ts';
import type { KeptResults } from './kept-results.ts';
import type { LiveImage } from './live-image.ts';

/**
 * The images of `live` as they are now. Null when they changed meanwhile, or could not be encoded: then they are
 * computed again when they are wanted.
 * @throws XrayError `engine-lost`; AbortError.
 */
export async function keepResults(live: LiveImage, signal: AbortSignal): Promise<KeptResults | null> {
  try {
    await unlessAborted(live.settled(), signal);
    const { wanted, computed } = live;
    if (!wanted || !live.complete) return null;
    const images: Partial<Record<StageId, Blob>> = {};
    await inLanes(STAGE_IDS.length, signal, async (index, laneSignal) => {
      const stage = STAGE_IDS[index];
      images[stage] = await encodeStage(live.pipeline, stage, { signal: laneSignal });
    });
    const found = await foundGroups(live.pipeline);
    if (live.wanted !== wanted || !isWhole(images)) return null;
    return { computed, found, images };
  } catch (error) {
    if (endsWork(error)) throw error;
    console.warn(error);
    return null;
  }
}

function isWhole(images: Partial<Record<StageId, Blob>>): images is Record<StageId, Blob> {
  return STAGE_IDS.every((stage) => images[stage] !== undefined);
}
