import { XrayDropArea } from '../intake/drop-area.ts';
import { XrayFileList } from '../files/file-list.ts';
import { XrayHistogram } from '../stages/histogram.ts';
import { XrayImageDetails } from '../stages/image-details.ts';
import { XrayKeysDialog } from '../keys/keys-dialog.ts';
import { XrayParameterControls } from '../parameters/parameter-controls.ts';
import { XrayProgressBar } from '../files/progress-bar.ts';
import { XrayStageFigure } from '../stages/stage-figure.ts';
import { XrayStageSheet } from '../stages/stage-sheet.ts';
import { XrayViewPane } from '../viewer/view-pane.ts';
import { XrayViewer } from '../viewer/viewer.ts';

const PARTS = {
  'xray-drop-area': XrayDropArea,
  'xray-file-list': XrayFileList,
  'xray-histogram': XrayHistogram,
  'xray-image-details': XrayImageDetails,
  'xray-keys-dialog': XrayKeysDialog,
  'xray-parameter-controls': XrayParameterControls,
  'xray-progress-bar': XrayProgressBar,
  'xray-stage-figure': XrayStageFigure,
  'xray-stage-sheet': XrayStageSheet,
  'xray-view-pane': XrayViewPane,
  'xray-viewer': XrayViewer,
} as const;

/** Registers `<xray-lab>`'s parts. One that is registered already, by another copy of the script, stays. */
export function defineParts(): void {
  for (const [name, part] of Object.entries(PARTS)) {
    if (!customElements.get(name)) customElements.define(name, part);
  }
}
