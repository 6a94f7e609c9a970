/** One `KEY=value` line. Quotes are those of `.env` files: single ones keep everything, double ones know `\n`, `\"`, `\\`. */
const line = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/;

/** Reads settings. Lines that are not settings are passed over; of a key that stands twice the last one counts. */
export function parseEnvironment(text: string): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const one of text.split('\n')) {
    const match = line.exec(one.replace(/\r$/, ''));
    if (match?.[1] !== undefined) settings[match[1]] = unquote(match[2] ?? '');
  }
  return settings;
}

/**
 * The text with some settings changed. Comments, order, unknown keys and the lines that are not touched stay as they are, to the byte;
 * new keys come at the end.
 */
export function changeEnvironment(text: string, changes: Readonly<Record<string, string>>): string {
  const left = new Map(Object.entries(changes));
  const kept = text.split('\n').map((one) => {
    const key = line.exec(one.replace(/\r$/, ''))?.[1];
    if (key === undefined || !(key in changes)) return one;
    left.delete(key);
    return `${key}=${quote(changes[key] ?? '')}`;
  });
  const added = [...left].map(([key, value]) => `${key}=${quote(value)}`);
  if (added.length === 0) return kept.join('\n');
  const body = kept.join('\n');
  return `${body}${body === '' || body.endsWith('\n') ? '' : '\n'}${added.join('\n')}\n`;
}

function unquote(value: string): string {
  const single = /^'([^']*)'\s*(?:#.*)?$/.exec(value);
  if (single) return single[1] ?? '';
  const double = /^"((?:[^"\\]|\\.)*)"\s*(?:#.*)?$/.exec(value);
  if (double) return (double[1] ?? '').replace(/\\(["\\$n])/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
  return value.replace(/(^|\s+)#.*$/, '').trim();
}

function quote(value: string): string {
  if (/^[A-Za-z0-9_./:@%+,-]*$/.test(value)) return value;
  return `"${value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
