import { XrayDropArea } from '../intake/drop-area.ts';
import { defineElements } from '../part/define-elements.ts';

/** Registers the parts that `<xray-lab>` needs before there is a file. */
export function defineParts(): void {
  defineElements({ 'xray-drop-area': XrayDropArea });
}
