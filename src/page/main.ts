import './style-nonce.ts';
import '../components/define.ts';
import { takeDropsAnywhere } from './drop-anywhere.ts';
import { BACKEND_CHOICES } from '../engines/engine-supply.ts';
import { keepForOffline } from './install.ts';
import { loadTheRest } from './load-the-rest.ts';
import { keepParametersInAddress } from './parameters-in-address.ts';

/** `?backend=cpu` and the like in the page's address, for those who compare engines. */
function applyBackendFromAddress(): void {
  const asked = new URLSearchParams(location.search).get('backend');
  const backend = BACKEND_CHOICES.find((choice) => choice === asked);
  if (!backend) return;
  for (const lab of document.querySelectorAll('xray-lab')) lab.setAttribute('backend', backend);
}

applyBackendFromAddress();
addEventListener('load', () => {
  keepForOffline();
  void loadTheRest();
});

const lab = document.querySelector('xray-lab');
if (lab) {
  keepParametersInAddress(lab);
  takeDropsAnywhere(lab);
}
