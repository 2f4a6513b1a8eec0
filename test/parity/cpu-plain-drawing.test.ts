import { createCpuEngine } from '../../src/cpu/cpu-engine.ts';
import { describeDrawing } from './drawing-spec.ts';

// Apart from what else is asked of it, which needs no canvas: `npm test` has Node do that.
describeDrawing('CPU (plain)', () => createCpuEngine({ kernels: 'plain' }));
