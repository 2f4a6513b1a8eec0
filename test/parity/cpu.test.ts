import { describeParity } from './parity-spec.ts';

describeParity('cpu');
