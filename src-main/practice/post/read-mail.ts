/** A mail as somebody reads it. */
export interface ReadMail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** As its head says it; when what it tells of happened. */
  readonly date: string;
  readonly messageId: string;
  readonly text: string;
  readonly html: string;
}

/**
 * Decodes what our own mails are made of: encoded words (RFC 2047), quoted-printable and base64 parts (RFC 2045). A part that is not there is
 * empty. Never throws.
 */
export function readMail(raw: string): ReadMail {
  const [head = '', ...rest] = raw.split(/\r?\n\r?\n/);
  const headers = head.replace(/\r?\n[ \t]+/g, ' ');
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1]?.trim() ?? '';
  const body = rest.join('\n\n');
  const boundary = /boundary="([^"]+)"/.exec(headers)?.[1];
  const parts = boundary ? body.split(`--${boundary}`) : [raw];
  const part = (type: string) => decodedPart(parts.find((one) => one.includes(`Content-Type: ${type}`)) ?? '');
  return {
    from: decodedWords(header('From')),
    to: decodedWords(header('To')),
    date: header('Date'),
    subject: decodedWords(header('Subject')),
    messageId: header('Message-ID'),
    text: part('text/plain'),
    html: part('text/html'),
  };
}

function decodedWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, content: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(content, 'base64').toString('utf8')
        : quotedPrintable(content.replaceAll('_', ' ')),
    );
}

function decodedPart(part: string): string {
  const [head = '', ...rest] = part.trimStart().split(/\r?\n\r?\n/);
  const body = rest.join('\n\n');
  if (/Content-Transfer-Encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  return /Content-Transfer-Encoding: quoted-printable/i.test(head) ? quotedPrintable(body) : body;
}

function quotedPrintable(text: string): string {
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
