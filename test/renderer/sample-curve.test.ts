import { expect, test } from 'vitest';
import { curveOf } from '../../src-renderer/screens/status/sample-curve.ts';
import { noSamples, samples } from './scenes/samples.ts';

test('a curve goes from edge to edge, and ends where the service was not there', () => {
  const lines = curveOf(samples, ({ memoryMegabytes }) => memoryMegabytes, 85.9);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^M1\.3 /);
  expect(lines[1]).toMatch(/L320 [\d.]+$/);
  for (const y of lines.join('').matchAll(/[ML][\d.]+ ([\d.]+)/g)) expect(Number(y[1])).toBeLessThanOrEqual(47);
});

test('without figures there is no curve, and zero everywhere is a line on the ground', () => {
  expect(curveOf(noSamples, () => 1, 1)).toEqual([]);
  expect(curveOf(samples, () => null, 1)).toEqual([]);
  expect(curveOf(samples, () => 0, 0)[0]).toContain(' 47');
});
