/** The element's class alone: nothing is registered, so that it can be extended or given another name. */
export { XrayLab } from './components/lab/xray-lab.ts';
export type { ImageSource } from './session/intake/image-loader.ts';
export type { XrayLabEventDetails, XrayLabEventMap } from './components/lab/lab-events.ts';
export type { KeyBindings, KeyCommandName } from './components/keys/key-bindings.ts';
export type { LabResult } from './session/results/lab-result.ts';
export type { MessageOverrides, Messages } from './components/words/messages.ts';
