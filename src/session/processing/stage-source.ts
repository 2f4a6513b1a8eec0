import type { RasterImage } from '../../image/raster-image.ts';
import type { DrawOptions } from '../../pipeline/engine.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import type { LabController } from '../session.ts';
import type { LiveImage } from '../files/live-image.ts';

/** Draws a stage; resolves to whether it did. */
export type StagePainter = (stage: StageId, canvas: HTMLCanvasElement, options: DrawOptions) => Promise<boolean>;

/** The image on show, for those who look at it. One object for as long as it is on show. Null where it is gone. */
export interface StageSource {
  readonly paint: StagePainter;
  readonly read: (stage: StageId) => Promise<RasterImage | null>;
  readonly histogram: (stage: StageId) => Promise<Uint32Array | null>;
}

export function stageSourceOf({ shown }: LabController, live: LiveImage): StageSource {
  return {
    paint: (stage, canvas, options) => shown.draw(live, stage, canvas, options),
    read: (stage) => shown.use(live, (pipeline) => pipeline.read(stage)),
    histogram: (stage) => shown.use(live, (pipeline) => pipeline.histogram(stage)),
  };
}
