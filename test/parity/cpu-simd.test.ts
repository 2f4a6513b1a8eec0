import { createCpuEngine } from '../../src/cpu/cpu-engine.ts';
import { describeDrawing } from './drawing-spec.ts';
import { describeParity } from './parity-spec.ts';
import { describeWindows } from './window-spec.ts';

describeParity('CPU (SIMD)', /^CPU \(SIMD\)$/, () => createCpuEngine({ kernels: 'simd' }));
describeDrawing('CPU (SIMD)', () => createCpuEngine({ kernels: 'simd' }));
describeWindows('CPU (SIMD)', () => createCpuEngine({ kernels: 'simd' }));
