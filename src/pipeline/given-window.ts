import { plainValues, type GivenSamples, type SampleRange } from '../image/given-samples.ts';
import type { SampleValues } from '../image/sample-values.ts';
import { windowTable } from '../image/window-table.ts';
import type { WindowPlan } from '../operators/window.ts';
import type { AnyGraph, ParamsOf } from './graph.ts';

/** What of an image a window goes by. */
export interface Windowed {
  readonly channels: 1 | 3;
  readonly bitDepth: 8 | 16;
}

/** Whether `graph` makes the image that it is given of such samples; others are given as pictures. */
export function isWindowed({ shownBy }: AnyGraph, { channels }: Pick<Windowed, 'channels'>): boolean {
  return shownBy !== null && channels === 1;
}

/** What is shown of a given image's samples: which window they are seen through, and what that has to know of them. */
export class GivenWindow<G extends AnyGraph> {
  private known: SampleValues | null;
  private readonly applies: boolean;

  /** @param values null where samples come with nothing else */
  constructor(
    private readonly graph: G,
    private readonly image: Windowed,
    private readonly values: () => SampleValues | null,
  ) {
    this.applies = isWindowed(graph, image);
    this.known = values();
  }

  /** What the samples mean; null of colours, and of 16 bits before {@link measured}. */
  get samples(): GivenSamples | null {
    const { bitDepth } = this.image;
    if (!this.applies) return null;
    const values = this.known ?? (bitDepth === 8 ? plainValues(8, null) : null);
    return values && { bitDepth, values, table: (choice) => windowTable(values, choice, 2 ** bitDepth) };
  }

  /** What the plane of the given image shows as soon as the samples are there: of 8 bits them, of 16 nothing. */
  get first(): string | null {
    return this.image.bitDepth === 8 ? '' : null;
  }

  /** Tells what `params` make of the samples: of equal texts the same; empty for the samples as they are. */
  keyOf(params: ParamsOf<G>): string {
    const { shownBy, stages, given } = this.graph;
    const group = stages[given].params;
    if (!this.applies || !shownBy || group === null) return '';
    const chosen = (params as Readonly<Record<string, unknown>>)[group];
    if (this.image.bitDepth === 8 && !this.isMissing(chosen)) {
      const { table } = shownBy.plan(chosen as never, { width: 0, height: 0, samples: this.samples }) as WindowPlan;
      if (!table) return '';
    }
    return JSON.stringify(chosen);
  }

  /** Has what `params` go by known: of samples that come with nothing else the lowest and the highest, once. */
  async measured(measure: () => Promise<SampleRange>, params?: ParamsOf<G>): Promise<void> {
    this.known ??= this.values();
    if (!this.applies || this.known) return;
    const { bitDepth } = this.image;
    if (bitDepth === 16 || (params && this.keyOf(params) !== '')) this.known = plainValues(bitDepth, await measure());
  }

  /** Whether it takes the lowest and the highest sample, which are not known. */
  private isMissing(chosen: unknown): boolean {
    const { source, preset } = chosen as { readonly source: string; readonly preset: number };
    return !this.known && (source === 'extent' || (source === 'preset' && preset > 0));
  }
}
