import { type RequestOptions, request } from 'node:https';
import { type MailServer, mailServerSchema } from '../../src-shared/mail/schema.ts';

/** How an HTTPS page is fetched. A test gives its own authority, port and way of finding names. */
export interface PageOptions {
  readonly authority?: string;
  readonly port?: number;
  readonly lookup?: RequestOptions['lookup'];
}

const largestPage = 65_536;
const mostRedirects = 2;

/** The two addresses at which a domain may describe its mail servers (Thunderbird's autoconfiguration). The address itself is not sent along. */
export function autoconfigAddresses(domain: string): readonly string[] {
  return [
    `https://autoconfig.${domain}/mail/config-v1.1.xml`,
    `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
  ];
}

/** The text of a page, or null: not there, too long, not encrypted, not in time. Redirects lead only to HTTPS. */
export async function fetchPage(
  address: string,
  signal: AbortSignal,
  options: PageOptions = {},
): Promise<string | null> {
  let next = address;
  for (let hops = 0; hops <= mostRedirects; hops += 1) {
    const url = URL.parse(next);
    if (url?.protocol !== 'https:') return null;
    const answer = await getOnce(url, signal, options).catch(() => null);
    if (answer === null || 'text' in answer) return answer?.text ?? null;
    next = URL.parse(answer.redirect, url.href)?.href ?? '';
  }
  return null;
}

function getOnce(
  url: URL,
  signal: AbortSignal,
  { authority, port, lookup }: PageOptions,
): Promise<{ text: string } | { redirect: string } | null> {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        signal,
        agent: false,
        headers: { accept: 'text/xml, application/xml', 'user-agent': 'Bonwart' },
        ...(authority === undefined ? {} : { ca: authority }),
        ...(port === undefined ? {} : { port }),
        ...(lookup === undefined ? {} : { lookup }),
      },
      (response) => {
        const { statusCode = 0, headers } = response;
        if (statusCode !== 200) {
          response.destroy();
          resolve(statusCode >= 300 && statusCode < 400 && headers.location ? { redirect: headers.location } : null);
          return;
        }
        const parts: Buffer[] = [];
        let size = 0;
        response.on('data', (part: Buffer) => {
          size += part.length;
          if (size > largestPage) response.destroy(new Error('too long'));
          else parts.push(part);
        });
        response.on('end', () => resolve({ text: Buffer.concat(parts).toString('utf8') }));
        response.on('error', reject);
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}

/**
 * The servers for handing over that an autoconfiguration names, in its order. It is anybody's text: only whole entries with encryption and a
 * password for signing in are taken, and each must fit the schema.
 */
export function outgoingServers(xml: string, address: string): readonly MailServer[] {
  const servers: MailServer[] = [];
  for (const piece of xml.slice(0, largestPage).split('<outgoingServer').slice(1, 9)) {
    const [entry = ''] = piece.split('</outgoingServer>');
    const security = { SSL: 'tls', STARTTLS: 'starttls' }[inside(entry, 'socketType')] as
      | 'tls'
      | 'starttls'
      | undefined;
    const port = Number(inside(entry, 'port'));
    const signsIn = /password-cleartext|plain/i.test(inside(entry, 'authentication'));
    if (!/^[^>]*\btype="smtp"/.test(entry) || security === undefined || port === 25 || !signsIn) continue;
    const usual = port === 465 ? 'tls' : 'starttls';
    const server = mailServerSchema.safeParse({
      server: inside(entry, 'hostname').toLowerCase(),
      port,
      user: userOf(inside(entry, 'username'), address),
      ...(security === usual ? {} : { security }),
    });
    if (server.success) servers.push(server.data);
  }
  return servers;
}

function inside(entry: string, tag: string): string {
  const from = entry.indexOf(`<${tag}>`);
  const to = entry.indexOf(`</${tag}>`, from);
  return from < 0 || to < 0
    ? ''
    : entry
        .slice(from + tag.length + 2, to)
        .trim()
        .slice(0, 300);
}

function userOf(pattern: string, address: string): string {
  const at = address.lastIndexOf('@');
  return pattern
    .replaceAll('%EMAILADDRESS%', address)
    .replaceAll('%EMAILLOCALPART%', address.slice(0, at))
    .replaceAll('%EMAILDOMAIN%', address.slice(at + 1));
}
