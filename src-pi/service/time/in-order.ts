/**
 * Compares two texts by their letters' numbers, for `sort`: instants as ISO 8601 writes them come in their order so. Not by `localeCompare`, whose first use makes
 * ICU read its rules for sorting.
 */
export function inOrder(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
