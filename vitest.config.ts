import { defineConfig } from 'vitest/config';
import { PATIENCE_MS } from './test/e2e/support/patience.ts';

export default defineConfig({
  test: {
    // Five seconds, one second and ten seconds otherwise, which are bets on how busy the machine is. A test that hangs is
    // told of late; one on a machine that other programs keep busy passes.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    teardownTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node' },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          // One browser at a time: several would share its processors and run into the time limits.
          fileParallelism: false,
          // Longer than a wait inside a test, which says better what did not come; a test has several of them.
          testTimeout: 600_000,
          hookTimeout: 600_000,
          expect: { poll: { timeout: PATIENCE_MS } },
        },
      },
    ],
  },
});
