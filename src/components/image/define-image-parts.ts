import { XrayFileInformation } from '../information/file-information.ts';
import { XrayDrawer } from '../sheet/drawer.ts';
import { XrayFileFold } from './file-fold.ts';
import { XrayFrameBar } from '../frames/frame-bar.ts';
import { XrayKeysDialog } from '../keys/keys-dialog.ts';
import { XrayParameterControls } from '../parameters/parameter-controls.ts';
import { defineElements } from '../part/define-elements.ts';
import { XrayWindowHistogram } from '../parameters/window-histogram.ts';
import { XraySaveQuestion } from '../saving/save-question.ts';
import { XrayHistogram } from '../stages/histogram.ts';
import { XrayImageDetails } from '../stages/image-details.ts';
import { XrayStageFigure } from '../stages/stage-figure.ts';
import { XrayStageSheet } from '../stages/stage-sheet.ts';

/** Registers the parts that an image on show needs, but the viewer, which comes when it is opened. */
export function defineImageParts(): void {
  defineElements({
    'xray-drawer': XrayDrawer,
    'xray-file-fold': XrayFileFold,
    'xray-file-information': XrayFileInformation,
    'xray-frame-bar': XrayFrameBar,
    'xray-histogram': XrayHistogram,
    'xray-image-details': XrayImageDetails,
    'xray-keys-dialog': XrayKeysDialog,
    'xray-parameter-controls': XrayParameterControls,
    'xray-save-question': XraySaveQuestion,
    'xray-stage-figure': XrayStageFigure,
    'xray-stage-sheet': XrayStageSheet,
    'xray-window-histogram': XrayWindowHistogram,
  });
}
