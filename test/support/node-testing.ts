import { afterAll, beforeAll, expect } from 'vitest';

/*
 * What tests that are written for the browser suite use of it, in Node: vitest's `expect` knows chai's words, and mocha's
 * `before` and `after` are its `beforeAll` and `afterAll`.
 */

Object.assign(globalThis, { before: beforeAll, after: afterAll });

export { expect };
