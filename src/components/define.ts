import { defineParts } from './define-parts.ts';
import { XrayLab } from './xray-lab.ts';

defineParts();
if (!customElements.get('xray-lab')) customElements.define('xray-lab', XrayLab);
