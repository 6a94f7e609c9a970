import type { MailProvider } from '../../src-shared/mail/providers.ts';
import { type MailRecognition, mostWays } from '../../src-shared/mail/recognition.ts';
import { type MailServer, mailServerSchema } from '../../src-shared/mail/schema.ts';
import { autoconfigAddresses, fetchPage, outgoingServers, type PageOptions } from './autoconfig.ts';
import { providerOfMailServer } from './load.ts';
import { askNames } from './names.ts';

/** All of it: a person waits. */
const patienceMs = 4_500;

export interface RecogniseOptions {
  /** `address:port` of name servers; the system's without. */
  readonly nameServers?: readonly string[];
  readonly pages?: PageOptions;
}

/**
 * Whose mailbox an address is and how mails are handed over there: by its domain, else by who takes its mail (MX), by what the domain says over
 * HTTPS (autoconfiguration), by its SRV entries (RFC 6186, RFC 8314), else by the usual names. Never throws, and answers within five seconds;
 * offline it is `custom`, found by `nothing`.
 */
export async function recogniseMail(
  address: string,
  providers: readonly MailProvider[],
  signal: AbortSignal,
  options: RecogniseOptions = {},
): Promise<MailRecognition> {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  const known = providers.find(({ domains }) => domains.includes(domain));
  if (known) return recognised('domain', known, waysTo(known, address));
  const custom = providers.find(({ id }) => id === 'custom');
  if (!custom) throw new Error('no provider "custom"');

  const ended = new AbortController();
  const until = AbortSignal.any([signal, ended.signal, AbortSignal.timeout(patienceMs)]);
  const names = askNames(until, options.nameServers);
  try {
    // All are asked at once; the better answer wins, not the faster.
    const taking = names.mailServers(domain);
    const pages = autoconfigAddresses(domain).map((page) => inTime(fetchPage(page, until, options.pages), until, null));
    const entries = [names.services(`_submissions._tcp.${domain}`), names.services(`_submission._tcp.${domain}`)];
    const usual = [`smtp.${domain}`, `mail.${domain}`].map(async (name) => ((await names.exists(name)) ? name : null));

    for (const server of await inTime(taking, until, [])) {
      const provider = providerOfMailServer(providers, server);
      if (provider) return recognised('mx', provider, waysTo(provider, address));
    }
    for (const page of pages) {
      const servers = outgoingServers((await page) ?? '', address);
      if (servers.length > 0) return recognised('autoconfig', custom, servers);
    }
    const [encrypted = [], upgraded = []] = await Promise.all(entries.map((entry) => inTime(entry, until, [])));
    const named = [
      ...encrypted.map((entry) => ({ ...entry, security: 'tls' as const })),
      ...upgraded.map((entry) => ({ ...entry, security: 'starttls' as const })),
    ].flatMap(({ name, port, security }) => serverAt(name, port, security));
    if (named.length > 0) return recognised('srv', custom, usersOf(custom, named, address));
    const hosts = (await Promise.all(usual.map((name) => inTime(name, until, null)))).filter((name) => name !== null);
    const guessed = hosts.flatMap((name) => [...serverAt(name, 465, 'tls'), ...serverAt(name, 587, 'starttls')]);
    return recognised(guessed.length > 0 ? 'guess' : 'nothing', custom, usersOf(custom, guessed, address));
  } finally {
    ended.abort();
  }
}

type Place = Omit<MailServer, 'user'>;

function serverAt(name: string, port: number, security: 'tls' | 'starttls'): readonly Place[] {
  const usual = port === 465 ? 'tls' : 'starttls';
  const place = mailServerSchema
    .omit({ user: true })
    .safeParse({ server: name.toLowerCase(), port, ...(security === usual ? {} : { security }) });
  // Port 25 is for servers among themselves; nobody signs in there.
  return place.success && port !== 25 ? [place.data] : [];
}

function waysTo(provider: MailProvider, address: string): readonly MailServer[] {
  return usersOf(provider, provider.servers, address);
}

/** Every server with the usual form of the user's name, then with the other one. */
function usersOf(
  { user, userAlso }: Pick<MailProvider, 'user' | 'userAlso'>,
  places: readonly Place[],
  address: string,
): readonly MailServer[] {
  const forms = { address, 'local-part': address.slice(0, address.lastIndexOf('@')) };
  const users = [forms[user], ...(userAlso === null ? [] : [forms[userAlso]])];
  return users.flatMap((name) => places.map((place) => ({ ...place, user: name })));
}

function recognised(
  by: MailRecognition['by'],
  { id, name, signIn, status, hint, passwordPage, guide }: MailProvider,
  servers: readonly MailServer[],
): MailRecognition {
  return {
    by,
    provider: { id, name, signIn, status, hint, passwordPage, guide },
    servers: servers.slice(0, mostWays),
  };
}

/** The answer, or what stands for none once the time is up: a name server may keep silent beyond every cancelling. */
function inTime<Value>(answer: Promise<Value>, until: AbortSignal, none: Value): Promise<Value> {
  if (until.aborted) return Promise.resolve(none);
  return new Promise((resolve) => {
    const giveUp = () => resolve(none);
    until.addEventListener('abort', giveUp, { once: true });
    const end = (value: Value) => {
      until.removeEventListener('abort', giveUp);
      resolve(value);
    };
    answer.then(end, () => end(none));
  });
}
