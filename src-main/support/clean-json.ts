import { hiddenMark } from '../../src-shared/secrets/hide-secrets.ts';

/** Names under which a text is a secret whatever it looks like. */
const secretName = /pass(word|phrase)?$|passwort|secret|token$|api_?key|private_?key|authorization|dead_?man_?url/i;

/** A value without what is secret by its name or its shape. What says only that there is a secret stays. */
export function cleanJson(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((part) => cleanJson(part, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      typeof part === 'string' && part !== '' && secretName.test(key) ? hiddenMark : cleanJson(part, redact),
    ]),
  );
}

/** The same for a text of JSON lines; a line that is none is taken as plain text. */
export function cleanJsonLines(text: string, redact: (text: string) => string): string {
  return text
    .split('\n')
    .map((line) => {
      try {
        return line.startsWith('{') ? JSON.stringify(cleanJson(JSON.parse(line), redact)) : redact(line);
      } catch {
        return redact(line);
      }
    })
    .join('\n');
}
