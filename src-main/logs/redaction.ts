const hidden = '[hidden]';

/** Shapes that are secret wherever they turn up. */
const secretShapes: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(IST|JWS)\.[A-Za-z0-9_-]{10,}[A-Za-z0-9._-]*/g,
  /((?:pass(?:word|phrase)?|passwort|secret|token|api[_-]?key|authorization)["']?\s*[:=]\s*["']?(?:bearer\s+)?)[^\s"',;}]+/gi,
];

/** The shortest secret that is looked for by its text; anything shorter would hide ordinary words. */
const shortestSecret = 6;

/** Takes secrets out of text before it is written anywhere. Knows shapes, and the very secrets that it was told of. */
export function createRedaction() {
  const secrets = new Set<string>();
  return {
    /** From now on this text is hidden wherever it turns up, also within JSON. */
    hide: (secret: string | undefined) => {
      if (!secret || secret.length < shortestSecret) return;
      secrets.add(secret);
      secrets.add(JSON.stringify(secret).slice(1, -1));
    },
    /** The secrets that it was told of, to look for them in other forms than these. */
    told: (): readonly string[] => [...secrets],
    redact: (text: string): string => {
      let clean = text;
      for (const secret of secrets) clean = clean.replaceAll(secret, hidden);
      for (const shape of secretShapes)
        clean = clean.replace(shape, (_whole, kept: unknown) =>
          typeof kept === 'string' && /[:=]/.test(kept) ? `${kept}${hidden}` : hidden,
        );
      return clean;
    },
  };
}
export type Redaction = ReturnType<typeof createRedaction>;
