import { defineElements } from '../part/define-elements.ts';
import { XrayViewPane } from '../pane/view-pane.ts';
import { XrayViewer } from './viewer.ts';

/** Registers the viewer, which is loaded when it is first opened. */
export function defineViewer(): void {
  defineElements({ 'xray-view-pane': XrayViewPane, 'xray-viewer': XrayViewer });
}
