import { createEngine } from '../../src/engines/create-engine.ts';
import { describeDrawing } from './drawing-spec.ts';
import { describeParity } from './parity-spec.ts';
import { describeWindows } from './window-spec.ts';

// Its description is the renderer's name; only the CPU's begins so.
describeParity('WebGL2', /^(?!CPU)./, () => createEngine({ backend: 'webgl2' }));
describeDrawing('WebGL2', () => createEngine({ backend: 'webgl2' }));
describeWindows('WebGL2', () => createEngine({ backend: 'webgl2' }));
