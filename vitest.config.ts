import { defineConfig } from 'vitest/config';

/** Whole programs are started, killed and timed out on a shared machine: there a test gets one second try, and vitest says so. */
const retry = process.env.CI ? 1 : 0;

/** What a test waits for comes from another process; a second (the default) is too short on a busy machine. */
const waiting = { poll: { timeout: 30_000, interval: 50 } };

/** `unit` needs nothing but Node; `pi` needs root and boots a real Debian (see `test/pi`). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          retry,
          expect: waiting,
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
          expect: waiting,
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
