/**
 * A nested value as flat keys and texts, so that two of them can be compared: `printers.kitchen.connection.host`. Parts of a list
 * that have an `id` are named by it, so that one more at the beginning does not change all behind it; other lists are one text.
 */
export function flatten(value: unknown, path = ''): Record<string, string> {
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object') return { [path]: String(value) };
  const inside = (key: string, part: unknown) => Object.entries(flatten(part, path === '' ? key : `${path}.${key}`));
  if (!Array.isArray(value))
    return Object.fromEntries(Object.entries(value).flatMap(([key, part]) => inside(key, part)));
  if (value.length > 0 && value.every((part) => typeof part === 'object' && part !== null))
    return Object.fromEntries(value.flatMap((part, place) => inside(nameOf(part, place), part)));
  return { [path]: value.map((part) => (typeof part === 'object' ? JSON.stringify(part) : String(part))).join(', ') };
}

function nameOf(part: object, place: number): string {
  return 'id' in part && typeof part.id === 'string' ? part.id : String(place + 1);
}
