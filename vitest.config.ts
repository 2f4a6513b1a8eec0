import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
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
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // One second, which it is otherwise, is a bet on how busy the machine is.
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
  },
});
