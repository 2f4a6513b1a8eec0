import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/test/longest-first.mjs';
import { PATIENCE_MS } from './test/e2e/support/patience.ts';

/**
 * Files with a process of their own: they look at its memory, at what is done once in a page's life, or count all that is done. The others of a kind
 * share two, file after file: to start a process and to load what most files load takes longer than most of them do.
 */
const APART = {
  unit: [
    'test/unit/cpu/memory/memory-*.test.ts',
    'test/unit/decode/png/{decode-png-damage,inflate,native-inflation}.test.ts',
    'test/unit/export/encode/abort.test.ts',
    'test/unit/fuzz/png.test.ts',
    'test/unit/session/lost-engines.test.ts',
  ],
  e2e: ['test/e2e/large.test.ts'],
} as const;

const e2e = {
  environment: 'node',
  // Longer than a wait inside a test, which says better what did not come; a test has several of them.
  testTimeout: 600_000,
  hookTimeout: 600_000,
  expect: { poll: { timeout: PATIENCE_MS } },
} as const;

export default defineConfig({
  test: {
    // One a processor, each of which waits for others at times: files, a browser.
    maxWorkers: Math.max(2, availableParallelism()),
    // Five seconds, one second and ten seconds otherwise, which are bets on how busy the machine is. A test that hangs is
    // told of late; one on a machine that other programs keep busy passes.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 300_000 } },
    teardownTimeout: 600_000,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: { name: 'unit-apart', include: [...APART.unit], environment: 'node' },
      },
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          exclude: [...APART.unit],
          environment: 'node',
          isolate: false,
        },
      },
      {
        extends: true,
        // Written for browsers, where mocha and its `expect` are; what needs no browser of it runs here.
        resolve: {
          alias: { '@open-wc/testing': fileURLToPath(new URL('test/support/node-testing.ts', import.meta.url)) },
        },
        test: {
          name: 'parity',
          include: ['test/parity/cpu-plain.test.ts'],
          environment: 'node',
          globals: true,
          setupFiles: ['test/support/node-testing.ts'],
        },
      },
      {
        extends: true,
        test: { ...e2e, name: 'e2e-apart', include: [...APART.e2e] },
      },
      {
        extends: true,
        test: { ...e2e, name: 'e2e', include: ['test/e2e/**/*.test.ts'], exclude: [...APART.e2e], isolate: false },
      },
    ],
  },
});
