import type { ReactiveControllerHost } from 'lit';
import { loadPart } from '../../base/load-part.ts';
import { XrayError } from '../../base/xray-error.ts';
import { GIVEN } from '../../pipeline/stage-roles.ts';
import type { StageId } from '../../pipeline/standard-graph.ts';
import type { XrayStageSheet } from '../stages/stage-sheet.ts';
import type { XrayViewer } from '../viewer/viewer.ts';

/** The stage in the viewer, and whether that is open; it is made when it is first opened, and kept then. */
export interface Viewing {
  readonly stage: StageId;
  readonly viewer: 'unmade' | 'closed' | 'open';
}

const NOTHING_VIEWED: Viewing = { stage: GIVEN, viewer: 'unmade' };

/** Opens and closes the viewer, and takes the focus along. */
export class ViewerOpening {
  /** Settles when what was to be opened can be. */
  loaded: Promise<unknown> = Promise.resolve();
  private state = NOTHING_VIEWED;
  private defined = false;
  /** What was asked for until then is not wanted any longer when it has come. */
  private closings = 0;

  constructor(
    private readonly host: ReactiveControllerHost & { readonly renderRoot: ParentNode },
    private readonly missing: (error: XrayError) => void,
  ) {}

  get viewing(): Viewing {
    return this.state;
  }

  async open(stage: StageId): Promise<void> {
    const opens = this.state.viewer !== 'open';
    const { closings } = this;
    if (!this.defined) await this.load();
    if (!this.defined || closings !== this.closings) return;
    await this.change({ stage, viewer: 'open' });
    if (!opens) return;
    const viewer = this.host.renderRoot.querySelector<XrayViewer>('xray-viewer');
    // Its first update may be another task's.
    await viewer?.updateComplete;
    if (closings === this.closings) viewer?.focus();
  }

  /** The focus goes back to where the stage can be opened again. */
  async close(): Promise<void> {
    const { stage } = this.state;
    this.closings++;
    await this.change({ stage, viewer: 'closed' });
    this.host.renderRoot.querySelector<XrayStageSheet>('xray-stage-sheet')?.focusStage(stage);
  }

  /** Brings an image into sight, over what lies at the foot of the window: of the stage that is told by the one in sight. */
  bring(stageFor: (seen: StageId) => StageId | null): void {
    const { renderRoot } = this.host;
    if (this.state.viewer === 'open') {
      stageFor(this.state.stage);
      const area = renderRoot.querySelector<XrayViewer>('xray-viewer')?.renderRoot.querySelector('.area');
      area?.scrollIntoView({ block: 'nearest' });
      return;
    }
    const sheet = renderRoot.querySelector<XrayStageSheet>('xray-stage-sheet');
    const stage = sheet && stageFor(sheet.seen);
    if (stage) sheet.show(stage);
  }

  /** For another set of images. */
  forget(): void {
    this.closings++;
    void this.change(NOTHING_VIEWED);
  }

  private load(): Promise<void> {
    const loading = this.tryToLoad();
    this.loaded = loading;
    return loading;
  }

  private async tryToLoad(): Promise<void> {
    try {
      const { defineViewer } = await loadPart('engine-unavailable', () => import('../viewer/define-viewer.ts'));
      defineViewer();
      this.defined = true;
    } catch (error) {
      if (!(error instanceof XrayError)) throw error;
      this.missing(error);
    }
  }

  private async change(viewing: Viewing): Promise<void> {
    this.state = viewing;
    this.host.requestUpdate();
    await this.host.updateComplete;
  }
}
