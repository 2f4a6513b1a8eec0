/** The package's entry: registers `<xray-lab>` and exports its class and all of core. */
import './components/define.ts';

export * from './core.ts';
export { XrayLab } from './components/xray-lab.ts';
