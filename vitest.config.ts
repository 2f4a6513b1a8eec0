import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { PATIENCE_MS } from './test/e2e/support/patience.ts';

/** What writes where others read: it builds the page anew. */
const ALONE = ['test/e2e/start.test.ts'];

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
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node' },
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
        test: { ...e2e, name: 'e2e', include: ['test/e2e/**/*.test.ts'], exclude: ALONE, sequence: { groupOrder: 1 } },
      },
      {
        extends: true,
        test: { ...e2e, name: 'e2e-alone', include: ALONE, fileParallelism: false, sequence: { groupOrder: 2 } },
      },
    ],
  },
});
