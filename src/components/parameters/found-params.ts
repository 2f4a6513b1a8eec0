import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ImageSize } from '../../operators/operator.ts';
import type { ParameterPath } from '../../pipeline/parameter-paths.ts';
import { STAGE_IDS, STAGES, type StageId } from '../../pipeline/standard-graph.ts';

/** An image, and who tells what it decided on, by the names of parameters. */
export interface FoundSource {
  readonly size: ImageSize;
  readonly found: (stage: StageId) => Promise<Readonly<Record<string, number>> | null>;
}

/** The parameters that the image on show decided on: asked for when a stage was computed anew, and not in its way. */
export class FoundParameters implements ReactiveController {
  private readonly byGroup = new Map<string, Readonly<Record<string, number>> | null>();
  private asked = '';
  private source: FoundSource | null = null;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.asked = '';
  }

  /** @param versions how often each stage was computed */
  ask(source: FoundSource | null, versions: Readonly<Record<StageId, number>>): void {
    if (source !== this.source) this.byGroup.clear();
    this.source = source;
    const asked = STAGE_IDS.map((stage) => versions[stage]).join();
    if (!source || this.asked === asked || STAGE_IDS.some((stage) => versions[stage] === 0)) return;
    this.asked = asked;
    for (const stage of STAGE_IDS) {
      const { params } = STAGES[stage];
      if (params) void this.take(source, stage, params);
    }
  }

  /** Undefined where the image did not decide. */
  at([group, name]: ParameterPath): number | undefined {
    return this.byGroup.get(group)?.[name];
  }

  private async take(source: FoundSource, stage: StageId, group: string): Promise<void> {
    // One that is gone meanwhile has nothing to tell.
    const found = await source.found(stage).catch(() => null);
    if (source !== this.source || !(found || this.byGroup.get(group))) return;
    this.byGroup.set(group, found);
    this.host.requestUpdate();
  }
}
