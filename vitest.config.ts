import { defineConfig } from 'vitest/config';

/** Whole programs are started, killed and timed out on a shared machine: there a test gets one second try, and vitest says so. */
const retry = process.env.CI ? 1 : 0;

/** `unit` needs nothing but Node; `pi` needs root and boots a real Debian (see `test/pi`). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          retry,
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: ['test/e2e/**', 'test/pi/**', 'test/bench/**'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'pi',
          retry,
          include: ['test/pi/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
    ],
    maxWorkers: 2,
  },
});
