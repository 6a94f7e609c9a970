/**
 * `IN (?, ?, …)` for so many values: one question for all of them, which costs hardly more than the question for one. Not through `json_each`: it
 * does not find half a character (a lone surrogate), and an order whose id bears one would never be known again. SQLite takes 32,766 values.
 */
export function among(values: readonly unknown[]): string {
  return `IN (${values.map(() => '?').join(', ')})`;
}
