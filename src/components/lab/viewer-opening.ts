import type { ReactiveControllerHost } from 'lit';
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
  private state = NOTHING_VIEWED;

  constructor(private readonly host: ReactiveControllerHost & { readonly renderRoot: ParentNode }) {}

  get viewing(): Viewing {
    return this.state;
  }

  async open(stage: StageId): Promise<void> {
    const opens = this.state.viewer !== 'open';
    await this.change({ stage, viewer: 'open' });
    if (opens && this.state.viewer === 'open') {
      this.host.renderRoot.querySelector<XrayViewer>('xray-viewer')?.focus();
    }
  }

  /** The focus goes back to where the stage can be opened again. */
  async close(): Promise<void> {
    const { stage } = this.state;
    await this.change({ stage, viewer: 'closed' });
    this.host.renderRoot.querySelector<XrayStageSheet>('xray-stage-sheet')?.focusStage(stage);
  }

  /** For another set of images. */
  forget(): void {
    void this.change(NOTHING_VIEWED);
  }

  private async change(viewing: Viewing): Promise<void> {
    this.state = viewing;
    this.host.requestUpdate();
    await this.host.updateComplete;
  }
}
