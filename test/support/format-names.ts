import { alternatives } from '../../src/base/alternatives.ts';
import { FORMAT_NAMES } from '../../src/decode/source/formats.ts';

/** The formats as sentences name them; that docs/errors.md has the same words is for test/unit/decode/source/formats.test.ts to see. */
export const ANY_FORMAT = alternatives(FORMAT_NAMES, 'or');
