import { defineElements } from '../part/define-elements.ts';
import { XrayMenu } from '../menu/menu.ts';
import { XrayViewPane } from '../pane/view-pane.ts';
import { XrayViewer } from './viewer.ts';

/** Registers the viewer, which is loaded when it is first opened. */
export function defineViewer(): void {
  defineElements({ 'xray-menu': XrayMenu, 'xray-view-pane': XrayViewPane, 'xray-viewer': XrayViewer });
}
