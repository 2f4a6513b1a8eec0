import type { SampleValues } from '../../image/sample-values.ts';
import type { RasterImage } from '../../image/raster-image.ts';
import type { DrawOptions, ImagePipeline } from '../../pipeline/engine.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import type { LiveImage } from '../files/live-image.ts';
import type { ShownImage } from './shown-image.ts';

/** Draws a stage; resolves to whether it did. */
export type StagePainter = (stage: StageId, canvas: HTMLCanvasElement, options: DrawOptions) => Promise<boolean>;

/** The image on show, for those who look at it. One object for as long as it is on show. Null where it is gone. */
export interface StageSource {
  /** In pixels. */
  readonly size: Pick<ImagePipeline, 'width' | 'height'>;
  readonly paint: StagePainter;
  readonly read: (stage: StageId) => Promise<RasterImage | null>;
  readonly histogram: (stage: StageId) => Promise<Uint32Array | null>;
  /** The sample of a gray image at a pixel, as it is stored. */
  readonly sample: (x: number, y: number) => Promise<number | null>;
  /** What the samples mean that a window makes the image of; null of colours. */
  readonly values: () => SampleValues | null;
  /** How often each of those samples is there, counted once; null where they have no such meaning. */
  readonly sampleCounts: () => Promise<Uint32Array | null>;
  /** The parameters that the image decided on, where it did. */
  readonly found: (stage: StageId) => Promise<Readonly<Record<string, number>> | null>;
}

const sources = new WeakMap<LiveImage, StageSource>();

export function stageSourceOf(shown: Pick<ShownImage, 'draw' | 'use'>, live: LiveImage): StageSource {
  const source = sources.get(live) ?? makeSource(shown, live);
  sources.set(live, source);
  return source;
}

function makeSource(shown: Pick<ShownImage, 'draw' | 'use'>, live: LiveImage): StageSource {
  const { width, height } = live.pipeline;
  let counted: Promise<Uint32Array | null> | null = null;
  const count = async (): Promise<Uint32Array | null> => {
    const counts = await shown.use(live, async (pipeline) => pipeline.sampleCounts?.() ?? null);
    // What was ended may be asked for again.
    if (!counts) counted = null;
    return counts;
  };
  return {
    size: { width, height },
    paint: (stage, canvas, options) => shown.draw(live, stage, canvas, options),
    read: (stage) => shown.use(live, (pipeline) => pipeline.read(stage)),
    values: () => live.pipeline.values ?? null,
    sample: (x, y) => shown.use(live, async (pipeline) => pipeline.sample?.(x, y) ?? null),
    histogram: (stage) => shown.use(live, (pipeline) => pipeline.histogram(stage)),
    sampleCounts: () => (counted ??= count()),
    found: (stage) => shown.use(live, async (pipeline) => pipeline.found?.(stage) ?? null),
  };
}
