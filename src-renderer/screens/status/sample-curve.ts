import type { SamplePoint, Samples } from '../../../src-shared/service/samples.ts';

const width = 320;
const height = 46;

/**
 * The lines of a curve, as paths of SVG in 320 × 48: from left to right the whole time that was asked for, up to the worst value. Where the service was not there, and
 * where nothing was known, the line ends and a new one begins.
 */
export function curveOf(
  { since, until, points }: Samples,
  value: (point: SamplePoint) => number | null,
  worst: number,
): string[] {
  const from = Date.parse(since);
  const whole = Math.max(1, Date.parse(until) - from);
  // a point speaks for what it takes together: two that are further apart than twice that have a gap between them
  const gap = Math.max(...points.map(({ seconds }) => seconds), 60) * 2000;
  const lines: string[] = [];
  let line = '';
  let before = Number.NEGATIVE_INFINITY;
  for (const point of points) {
    const amount = value(point);
    if (amount === null) continue;
    const at = Date.parse(point.at);
    const x = rounded(((at - from) / whole) * width);
    const y = rounded(1 + height * (1 - amount / Math.max(worst, 1e-9)));
    if (at - before > gap && line !== '') {
      lines.push(line);
      line = '';
    }
    // a value that stands alone is a dot
    line += line === '' ? `M${x} ${y}h0.5` : `L${x} ${y}`;
    before = at;
  }
  return line === '' ? lines : [...lines, line];
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
