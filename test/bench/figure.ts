/** One measured figure. `target` and `comparedTo` are in the same unit; `null` where there is none. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  readonly target: number | null;
  readonly comparedTo: { readonly name: string; readonly value: number } | null;
}

/** A benchmark measures figures, or says why it cannot here. */
export interface Benchmark {
  readonly name: string;
  run(): Promise<Figure[] | { readonly skipped: string }>;
}

/** The middle of the values, the upper of two. @throws if there are none */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that `share` of the values do not exceed (nearest rank). @throws if there are none */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error('no values');
  return value;
}

/** For the eye: the value with three digits and its unit, and how it stands to its target. */
export function describe({ name, value, unit, better, target, comparedTo }: Figure): string {
  const number = (amount: number) => `${Number(amount.toPrecision(3))} ${unit}`;
  const met = target === null ? null : better === 'lower' ? value <= target : value >= target;
  const goal =
    target === null ? '' : ` · target ${better === 'lower' ? '≤' : '≥'} ${number(target)} ${met ? 'met' : 'MISSED'}`;
  const beside = comparedTo === null ? '' : ` · ${comparedTo.name}: ${number(comparedTo.value)}`;
  return `${name}: ${number(value)}${goal}${beside}`;
}
