import { test } from 'vitest';

/** The whole fault matrix takes minutes; without this only a part of it runs, and says so. */
export const everything = process.env.BONWART_FAULTS === 'all';

/** A test that belongs to the whole matrix alone. */
export const whole: typeof test | (() => void) = everything ? test : () => {};

if (!everything) console.log('faults: a part of the matrix; BONWART_FAULTS=all runs all of it (.ci/run does)');
