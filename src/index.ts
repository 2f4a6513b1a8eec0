/** The package's entry: registers `<xray-lab>` and exports its class and all of core. */
import './components/define.ts';

export * from './core.ts';
export { XrayLab } from './components/xray-lab.ts';
export type { ImageSource } from './components/image-loader.ts';
export type { XrayLabEventDetails, XrayLabEventMap } from './components/lab-events.ts';
export type { LabResult } from './components/lab-result.ts';
export type { MessageOverrides, Messages } from './components/messages.ts';
