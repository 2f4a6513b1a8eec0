import { XrayFileList } from '../files/file-list.ts';
import { XrayProgressBar } from '../files/progress-bar.ts';
import { XrayDropArea } from '../intake/drop-area.ts';
import { defineElements } from '../part/define-elements.ts';

/** Registers the parts that `<xray-lab>` needs before there is an image. */
export function defineParts(): void {
  defineElements({
    'xray-drop-area': XrayDropArea,
    'xray-file-list': XrayFileList,
    'xray-progress-bar': XrayProgressBar,
  });
}
