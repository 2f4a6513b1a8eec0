import { createCpuEngine } from '../../src/cpu/cpu-engine.ts';
import { describeDrawing } from './drawing-spec.ts';
import { describeParity } from './parity-spec.ts';

describeParity('CPU (SIMD)', /^CPU \(SIMD\)$/, () => createCpuEngine({ kernels: 'simd' }));
describeDrawing('CPU (SIMD)', () => createCpuEngine({ kernels: 'simd' }));
