import type { RasterImage } from '../../image/raster-image.ts';
import { modalityValue, storedValue, type SampleValues } from '../../image/sample-values.ts';
import { gradientAt } from '../../operators/gradient-at.ts';
import type { PipelineParams } from '../../pipeline/params.ts';
import { GRADIENT_STAGE } from '../../pipeline/stage-roles.ts';
import { STAGE_IDS, type StageId } from '../../pipeline/standard-graph.ts';
import { NOTHING_COMPUTED, type StageVersions } from '../../session/files/live-image.ts';
import type { StageSource } from '../../session/processing/stage-source.ts';
import type { Place } from '../part/ruler.ts';
import { PixelSample } from './pixel-sample.ts';

/** What the images hold at one pixel; null for what is not read yet. */
export interface PixelValues {
  /** One value, or red, green and blue. */
  readonly stages: Readonly<Record<StageId, readonly number[] | null>>;
  readonly gradient: number | null;
  /** What is stored, of more than 8 bits. */
  readonly stored: number | null;
  /** What that stands for, where it is something else, or has a unit. */
  readonly modality: number | null;
}

interface Kept {
  readonly version: number;
  readonly image: RasterImage;
}

/** Reads pixels from the exact bytes of the stages, which are fetched when first asked for and kept until they change. */
export class PixelProbe {
  private source: StageSource | null = null;
  private versions: StageVersions = NOTHING_COMPUTED;
  private readonly kept = new Map<StageId, Kept>();
  /** Which image's stages are being read. */
  private readonly reading = new Map<StageId, StageSource>();
  private readonly sample: PixelSample;

  constructor(private readonly onRead: () => void) {
    this.sample = new PixelSample(onRead);
  }

  /** The image to read from, and how often its stages were computed. */
  follow(source: StageSource | null, versions: StageVersions): void {
    if (source !== this.source) this.release();
    this.source = source;
    this.versions = versions;
  }

  /** Frees what was read. */
  release(): void {
    this.kept.clear();
    this.sample.forget();
  }

  /** What the samples mean, where a picture cannot show all of them; else null. */
  get deep(): SampleValues | null {
    const values = this.source?.values() ?? null;
    return values && values.bitsStored > 8 ? values : null;
  }

  at({ x, y }: Place, canny: PipelineParams['canny']): PixelValues {
    const stages = Object.fromEntries(
      STAGE_IDS.map((stage) => [stage, this.valuesOf(this.current(stage), x, y)]),
    ) as PixelValues['stages'];
    const plane = this.current(GRADIENT_STAGE);
    const values = this.deep;
    const sample = values && this.source && this.sample.at(this.source, x, y);
    return {
      stages,
      gradient: plane && gradientAt(plane, x, y, canny).magnitude,
      stored: values && sample !== null ? storedValue(values, sample) : null,
      modality: values && sample !== null && isMeasured(values) ? modalityValue(values, sample) : null,
    };
  }

  private valuesOf(image: RasterImage | null, x: number, y: number): readonly number[] | null {
    if (!image) return null;
    const first = (y * image.width + x) * image.channels;
    return [...image.data.subarray(first, first + image.channels)];
  }

  private current(stage: StageId): RasterImage | null {
    const kept = this.kept.get(stage);
    if (kept?.version === this.versions[stage]) return kept.image;
    void this.fetch(stage);
    return null;
  }

  private async fetch(stage: StageId): Promise<void> {
    const { source } = this;
    const version = this.versions[stage];
    if (!source || version === 0 || this.reading.get(stage) === source) return;
    this.reading.set(stage, source);
    const image = await source.read(stage);
    if (this.reading.get(stage) === source) this.reading.delete(stage);
    if (!image || source !== this.source) return;
    this.kept.set(stage, { version, image });
    this.onRead();
  }
}

/** Whether values are told beside what is stored. */
export function isMeasured({ modality, slope, intercept, unit }: SampleValues): boolean {
  return Boolean(modality ?? unit) || slope !== 1 || intercept !== 0;
}
