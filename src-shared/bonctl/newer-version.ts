/**
 * Is one version newer than the other, as Semantic Versioning 2.0.0 §11 orders them? A version with something behind a hyphen comes before the
 * one without; two such are told apart by their text alone, which is enough for ours.
 */
export function isNewer(one: string, other: string): boolean {
  const [a, b] = [partsOf(one), partsOf(other)];
  for (const index of [0, 1, 2] as const) {
    const difference = (a.numbers[index] ?? 0) - (b.numbers[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  if (a.before === '' || b.before === '') return a.before === '' && b.before !== '';
  return a.before > b.before;
}

function partsOf(version: string): { numbers: number[]; before: string } {
  const [, numbers = '', before = ''] = /^([0-9.]*)-?(.*)$/.exec(version) ?? [];
  return { numbers: numbers.split('.').map(Number), before };
}
