import { randomInt } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { places } from '../../src-shared/bonctl/places.ts';
import type { PracticeMail } from '../../src-shared/contract/practice.ts';
import type { Language } from '../../src-shared/localized.ts';
import type { MailRecognition } from '../../src-shared/mail/recognition.ts';
import type { PracticeMailTrouble, PracticeView } from './interface.ts';
import { makeAuthority } from './post/certificates.ts';
import { startPostOffice } from './post/post-office.ts';

/** `.example` belongs to nobody (RFC 2606), so that no mail of a practice can ever leave this PC. */
const address = 'bon@uebung.example';
const server = '127.0.0.1';
const names = { de: 'Übungs-Postfach', en: 'Practice mailbox' };
/** Where the practice Pi finds whom its mail server's certificate is from. */
const authorityPlace = 'etc/ssl/certs/practice-mail.pem';
/** Seconds after which something counts as over. A real Pi waits for two minutes; who practises wants to see it. */
const stableSeconds = 20;

/** The mailbox to practise with. */
export interface Mailbox {
  /** What the Pi's settings need so that it trusts this mail server. */
  readonly settings: Readonly<Record<string, string>>;
  readonly password: string;
  view(): PracticeView['mailbox'];
  /** Newest last; at most fifty. */
  mails(): readonly PracticeMail[];
  /** What the wizard finds for an address of this mailbox's domain, its name in a language; null for any other. */
  recognise(address: string, language: Language): MailRecognition | null;
  setTrouble(trouble: PracticeMailTrouble): Promise<void>;
  setInternet(on: boolean): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Opens the mailbox: a mail server with an authority of its own, which the Pi below `root` trusts from its next start on. The password lies on
 * the Pi alone, where a person put it, and is found there again; before that it is a new one at each start.
 */
export async function openMailbox(options: {
  readonly root: string;
  readonly ports: { readonly tls: number; readonly starttls: number };
  /** Told when a mail was taken. */
  readonly received: () => void;
}): Promise<Mailbox> {
  const authority = makeAuthority('Bonwart practice');
  const authorityFile = join(options.root, authorityPlace);
  mkdirSync(dirname(authorityFile), { recursive: true });
  writeFileSync(authorityFile, authority.cert);
  const password = passwordOnPi(options.root) ?? freshMailPassword();
  const post = await startPostOffice({
    ports: options.ports,
    certificate: authority.issue('localhost', server),
    user: address,
    password,
    received: options.received,
  });
  return {
    settings: { SMTP_AUTHORITY_FILE: authorityFile, NOTIFICATION_STABLE_SECONDS: String(stableSeconds) },
    password,
    view: () => ({ address, password, trouble: post.trouble() }),
    mails: () =>
      post.mails().map(({ number, receivedAt, recipients, from, subject, text }) => {
        return { number, receivedAt, to: recipients.join(', '), from: nameOf(from), subject, text };
      }),
    recognise: (wanted, language) => recognised(wanted, language, post.ports),
    setTrouble: (trouble) => post.set({ trouble }),
    setInternet: (line) => post.set({ line }),
    stop: () => post.stop(),
  };
}

function recognised(
  wanted: string,
  language: Language,
  ports: { readonly tls: number; readonly starttls: number },
): MailRecognition | null {
  if (!wanted.toLowerCase().endsWith(address.slice(address.indexOf('@')))) return null;
  return {
    by: 'domain',
    provider: {
      id: 'practice',
      name: names[language],
      signIn: ['password'],
      status: 'works',
      hint: {
        de: 'Das Passwort steht unter „Laden und Drucker“, beim Übungs-Postfach.',
        en: 'The password stands under “Shop and printer”, at the practice mailbox.',
      },
      passwordPage: null,
      guide: [],
    },
    servers: [
      { server, port: ports.tls, user: wanted, security: 'tls' },
      { server, port: ports.starttls, user: wanted, security: 'starttls' },
    ],
  };
}

/** As apps' passwords look at the large providers: sixteen letters that one can also type, none of them to be confused. */
function freshMailPassword(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz';
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/** The password of this mailbox as the Pi has it since last time, or null. */
function passwordOnPi(root: string): string | null {
  try {
    const settings = readFileSync(join(root, places.service, '.env'), 'utf8');
    const own = new RegExp(`^SMTP_USERNAME=${address.replace('.', '\\.')}$`, 'im').test(settings);
    return own ? (/^SMTP_PASSWORD=((?:[a-z]{4}-){3}[a-z]{4})$/m.exec(settings)?.[1] ?? null) : null;
  } catch {
    return null;
  }
}

/** The name of a sender without its address: `"Bonwart – Bei Rosa" <a@b>`. */
function nameOf(from: string): string {
  const name = from.replace(/<[^>]*>\s*$/, '').trim();
  return name === '' ? from : name.replace(/^"(.*)"$/, '$1').replace(/\\(.)/g, '$1');
}
