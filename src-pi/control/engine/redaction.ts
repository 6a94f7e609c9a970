/** Values shorter than this are too common to be hidden: hiding `80` would blank every number. */
const shortestSecret = 6;

/** A function that blanks every one of the secrets in a text. Longer ones go first, so that no rest of one remains. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const worth = [...new Set(secrets)]
    .filter((secret) => secret.length >= shortestSecret)
    .sort((a, b) => b.length - a.length);
  return (text) => worth.reduce((hidden, secret) => hidden.replaceAll(secret, '•••'), text);
}
