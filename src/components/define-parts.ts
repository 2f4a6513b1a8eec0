import { XrayDropArea } from './drop-area.ts';
import { XrayFileList } from './file-list.ts';
import { XrayHistogram } from './histogram.ts';
import { XrayImageDetails } from './image-details.ts';
import { XrayKeysDialog } from './keys-dialog.ts';
import { XrayParameterControls } from './parameter-controls.ts';
import { XrayProgressBar } from './progress-bar.ts';
import { XrayStageFigure } from './stage-figure.ts';
import { XrayStageSheet } from './stage-sheet.ts';
import { XrayViewPane } from './view-pane.ts';
import { XrayViewer } from './viewer.ts';

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
