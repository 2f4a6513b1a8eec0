import { describeParity } from './parity-spec.ts';

describeParity('webgl2');
