import './style-nonce.ts';
import '../components/define.ts';
import { takeDropsAnywhere } from './drop-anywhere.ts';
import { keepForOffline } from './install.ts';
import { keepParametersInAddress } from './parameters-in-address.ts';

const BACKENDS: readonly (string | null)[] = ['auto', 'webgl2', 'cpu'];

/** `?backend=cpu` and the like in the page's address, for those who compare engines. */
function applyBackendFromAddress(): void {
  const backend = new URLSearchParams(location.search).get('backend');
  if (backend === null || !BACKENDS.includes(backend)) return;
  for (const lab of document.querySelectorAll('xray-lab')) lab.setAttribute('backend', backend);
}

applyBackendFromAddress();
addEventListener('load', keepForOffline);

const lab = document.querySelector('xray-lab');
if (lab) {
  keepParametersInAddress(lab);
  takeDropsAnywhere(lab);
}
