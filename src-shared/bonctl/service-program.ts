/**
 * How Node is told to be small, in front of the service's program: a Pi has little memory, and the service makes little garbage. One
 * thread collects it, no helpers stand by, code is kept small rather than fast, and what ran only at the start is forgotten. `--expose-gc` is for
 * `life/small-heap.ts`. What each brings: `docs/print-service/storage.md`.
 */
export const serviceNodeFlags = [
  '--max-semi-space-size=1',
  '--single-threaded-gc',
  '--v8-pool-size=0',
  '--optimize-for-size',
  '--no-opt',
  '--no-maglev',
  '--bytecode-old-age=1',
  '--no-sparkplug',
  '--no-short-builtin-calls',
  '--expose-gc',
] as const;
