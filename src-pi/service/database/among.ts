/**
 * `IN (?, ?, …)` for so many values: one question for all of them, which costs hardly more than the question for one. Not through `json_each`:
 * it ends a text at a NUL, and an order whose number bears one would never be known again. SQLite takes 32,766 values.
 */
export function among(values: readonly unknown[]): string {
  return `IN (${values.map(() => '?').join(', ')})`;
}
