import { createCpuEngine } from '../../src/cpu/cpu-engine.ts';
import { describeParity } from './parity-spec.ts';

describeParity('CPU (plain)', /^CPU$/, () => createCpuEngine({ kernels: 'plain' }));
