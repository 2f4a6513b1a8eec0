import { describeMemory } from './memory-spec.ts';

describeMemory('simd');
