/** The element's class alone: nothing is registered, so that it can be extended or given another name. */
export { XrayLab } from './components/xray-lab.ts';
