import { defineParts } from './lab/define-parts.ts';
import { XrayLab } from './lab/xray-lab.ts';

defineParts();
if (!customElements.get('xray-lab')) customElements.define('xray-lab', XrayLab);
