/** The element's class alone: nothing is registered, so that it can be extended or given another name. */
export { XrayLab } from './components/xray-lab.ts';
export type { ImageSource } from './components/image-loader.ts';
export type { XrayLabEventDetails, XrayLabEventMap } from './components/lab-events.ts';
export type { LabResult } from './components/lab-result.ts';
export type { MessageOverrides, Messages } from './components/messages.ts';
