import { createCpuEngine } from '../../src/cpu/cpu-engine.ts';
import { describeParity } from './parity-spec.ts';
import { describeWindows } from './window-spec.ts';

describeParity('CPU (plain)', /^CPU$/, () => createCpuEngine({ kernels: 'plain' }));
describeWindows('CPU (plain)', () => createCpuEngine({ kernels: 'plain' }));
