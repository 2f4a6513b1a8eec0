import type { RasterImage } from '../../image/raster-image.ts';
import type { SampleValues } from '../../image/sample-values.ts';
import { lineProfile } from '../../measure/line-profile.ts';
import { isRegion, type Measurement } from '../../measure/measurement.ts';
import type { ToldStatistics } from '../../measure/measured-image.ts';
import { regionStatistics, type Region } from '../../measure/region-statistics.ts';
import { sampleStatistics } from '../../measure/sample-statistics.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import type { StageVersions } from '../../session/files/live-image.ts';
import type { StageSource } from '../../session/processing/stage-source.ts';
import type { MeasuredFilm } from './measured-film.ts';

/** What the pixels under a measurement hold. */
export interface RegionValues {
  readonly told: readonly ToldStatistics[];
  /** Of a profile its values, of a region how often each is there, in 64 steps: of the stage on show. */
  readonly curve: ArrayLike<number>;
}

const STEPS = 64;

interface Plane {
  readonly key: string;
  readonly image: RasterImage | null;
}

/** The exact planes under measurements: fetched when first asked for, kept until they change or the viewer is closed. */
export class MeasuredPlanes {
  private source: StageSource | null = null;
  private readonly planes = new Map<string, Plane>();
  private made = new WeakMap<Measurement, { readonly key: string; readonly values: RegionValues }>();

  constructor(private readonly onRead: () => void) {}

  /** Null where there are none, or they are still being read. */
  of(
    measurement: Measurement,
    { stored }: MeasuredFilm,
    source: StageSource | null,
    stage: StageId,
    versions: StageVersions,
  ): RegionValues | null {
    const hasValues = isRegion(measurement.kind) || measurement.kind === 'profile';
    if (source !== this.source) this.release();
    this.source = source;
    if (!source || !hasValues || versions[stage] === 0) return null;
    // Of colours what they are in gray.
    const given = this.plane('stage', `${stage} ${versions[stage]}`, () => source.read(stage));
    const gray = given?.channels === 3;
    const plane = gray ? this.plane('gray', `${versions.grayscale}`, () => source.read('grayscale')) : given;
    if (!plane) return null;
    const samples = stored && this.plane('stored', '', stored);
    const key = `${stage} ${versions[stage]} ${samples ? 'stored' : ''}`;
    const before = this.made.get(measurement);
    if (before?.key === key) return before.values;
    const values = valuesOf(measurement, plane, gray ? 'grayscale' : stage, samples, source.values());
    this.made.set(measurement, { key, values });
    return values;
  }

  /** Where edges are, of the image as it is computed now; null while that is read. */
  edges(source: StageSource | null, versions: StageVersions): RasterImage | null {
    if (source !== this.source) this.release();
    this.source = source;
    return source && versions.edges > 0 ? this.plane('edges', `${versions.edges}`, () => source.read('edges')) : null;
  }

  /** Frees what was read. */
  release(): void {
    this.planes.clear();
    this.made = new WeakMap();
    this.source = null;
  }

  private plane(name: string, key: string, read: () => Promise<RasterImage | null>): RasterImage | null {
    const known = this.planes.get(name);
    if (known?.key === key) return known.image;
    this.planes.set(name, { key, image: null });
    const { source } = this;
    void read()
      .catch(() => null)
      .then((image) => {
        if (source !== this.source || this.planes.get(name)?.key !== key) return;
        this.planes.set(name, { key, image });
        this.onRead();
      });
    return null;
  }
}

function valuesOf(
  measurement: Measurement,
  plane: RasterImage,
  stage: StageId,
  samples: RasterImage | null,
  values: SampleValues | null,
): RegionValues {
  if (measurement.kind === 'profile') return { told: [], curve: lineProfile(plane, measurement.points) };
  const region = measurement as Region;
  const { histogram, ...own } = regionStatistics(plane, region);
  const told = [{ of: stage, ...own }, ...(samples ? sampleStatistics(samples, region, values) : [])];
  const curve = new Uint32Array(STEPS);
  histogram.forEach((times, sample) => (curve[Math.floor((sample * STEPS) / histogram.length)] += times));
  return { told, curve };
}
