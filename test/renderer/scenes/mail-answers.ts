import { fileURLToPath } from 'node:url';
import { loadMailProviders } from '../../../src-main/mail-providers/load.ts';
import type { SignInClient } from '../../../src-shared/contract/mail-sign-in.ts';
import type { MailCause } from '../../../src-shared/mail/causes.ts';
import { type MailRecognition, mailRecognitionSchema } from '../../../src-shared/mail/recognition.ts';
import type { MailRecord, MailServer, MailView } from '../../../src-shared/mail/schema.ts';
import { mailViewSchema } from '../../../src-shared/mail/schema.ts';
import { ago, hours, minutes } from './times.ts';

const providers = loadMailProviders(fileURLToPath(new URL('../../../resources/mail-providers.json', import.meta.url)));

/** What the PC says of an address of one of the providers that are shipped. */
export function recognisedAs(id: string, address: string): MailRecognition {
  const provider = providers.find((one) => one.id === id);
  if (!provider) throw new Error(`no provider ${id}`);
  const servers = provider.servers.map((place) => ({ ...place, user: address }));
  const { name, signIn, status, hint, passwordPage, guide } = provider;
  return mailRecognitionSchema.parse({
    by: 'domain',
    provider: { id, name, signIn, status, hint, passwordPage, guide },
    servers,
  });
}

export const ownFound: MailRecognition = {
  ...recognisedAs('custom', ''),
  by: 'autoconfig',
  servers: [{ server: 'mail.loewen-stuttgart.de', port: 465, user: 'bon@loewen-stuttgart.de' }],
};
export const ownUnknown: MailRecognition = { ...ownFound, by: 'nothing', servers: [] };

/** As what Bonwart is registered; empty as it is shipped. */
export const clients = (clientId: string): SignInClient[] => [
  {
    issuer: 'microsoft',
    name: 'Microsoft',
    clientId,
    wantsSecret: false,
    hasSecret: false,
    registrationPage: 'https://entra.microsoft.com/',
    providers: ['outlook', 'microsoft-365'],
    offersCode: true,
  },
];

const gmail: MailServer = { server: 'smtp.gmail.com', port: 465, user: 'loewen.stuttgart@gmail.com' };

export const nothingSetUp: MailView = mailViewSchema.parse({
  account: null,
  rules: {
    enabled: false,
    to: [],
    urgentOnly: [],
    quietHours: null,
    language: 'de',
    weekly: true,
    deadManUrl: '',
  },
  restaurant: 'Gasthaus Löwen',
  provenAt: null,
  lastHandedOverAt: null,
  waiting: { count: 0, oldestAt: null },
  failure: null,
  ledger: { events: 0, sent: 0, folded: 0, inhibited: 0 },
});

export const proven: MailView = {
  ...nothingSetUp,
  account: { ...gmail, from: gmail.user },
  rules: {
    enabled: true,
    to: ['maria@loewen-stuttgart.de', 'kueche@loewen-stuttgart.de'],
    urgentOnly: ['chef@loewen-stuttgart.de'],
    quietHours: { from: '23:00', to: '08:00' },
    language: 'de',
    weekly: true,
    deadManUrl: '',
  },
  provenAt: ago(hours(190)),
  lastHandedOverAt: ago(hours(5)),
  ledger: { events: 9, sent: 2, folded: 4, inhibited: 3 },
};

export const failing: MailView = {
  ...proven,
  waiting: { count: 2, oldestAt: ago(minutes(48)) },
  failure: {
    cause: 'sign-in-refused',
    answer: '535-5.7.8 Username and Password not accepted.',
    failedAt: 'sign-in',
    at: gmail,
    since: ago(minutes(48)),
  },
};

/** A test that did not go out. */
export const refusedBecause = (cause: MailCause, answer: string, failedAt: MailRecordStep, at = gmail) => ({
  handedOver: false as const,
  failure: { cause, answer, failedAt, at },
});
type MailRecordStep = NonNullable<MailView['failure']>['failedAt'];

export const handedOver = {
  handedOver: true as const,
  testId: 'test-1',
  refused: [] as string[],
  used: gmail,
  codeUntil: ago(-600),
};

const record = (id: number, change: Partial<MailRecord>): MailRecord => ({
  id,
  kind: 'alert',
  type: 'printer_offline',
  severity: 'critical',
  subject: 'Küchendrucker: kein Papier, 3 Bons warten',
  to: ['maria@loewen-stuttgart.de', 'kueche@loewen-stuttgart.de'],
  happenedAt: ago(hours(6)),
  createdAt: ago(hours(6)),
  state: 'handed-over',
  attempts: 1,
  handedOverAt: ago(hours(6) - 4),
  cause: null,
  answer: null,
  ...change,
});

export const records: MailRecord[] = [
  record(42, {
    subject: 'Küchendrucker: Deckel offen',
    state: 'waiting',
    attempts: 4,
    handedOverAt: null,
    happenedAt: ago(minutes(48)),
    cause: 'sign-in-refused',
    answer: '535-5.7.8 Username and Password not accepted.',
  }),
  record(41, { kind: 'solved', subject: 'Wieder gut: Küchendrucker druckt', happenedAt: ago(hours(5)) }),
  record(40, {}),
  record(39, {
    kind: 'digest',
    type: 'digest',
    severity: 'warning',
    subject: 'Zusammenfassung: 4 Meldungen',
    happenedAt: ago(hours(20)),
  }),
  record(38, {
    subject: 'Kein Internet: Bestellungen kommen später',
    severity: 'high',
    type: 'internet_offline',
    state: 'not-needed',
    handedOverAt: null,
    attempts: 0,
    happenedAt: ago(hours(30)),
  }),
  record(37, {
    subject: 'Speicherkarte fast voll',
    severity: 'warning',
    type: 'storage_low',
    state: 'given-up',
    handedOverAt: null,
    attempts: 61,
    happenedAt: ago(hours(110)),
    cause: 'recipient-unknown',
    answer: '550 5.1.1 <kueche@loewen-stuttgart.de>: Recipient address rejected: User unknown',
  }),
  record(36, {
    kind: 'weekly',
    type: 'weekly',
    severity: 'info',
    subject: 'Alles gut im Gasthaus Löwen',
    happenedAt: ago(hours(9)),
  }),
];
