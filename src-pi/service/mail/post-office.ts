import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { refuse } from '../../../src-shared/contract/errors.ts';
import type { MailAnnounced, MailAnnouncement } from '../../../src-shared/mail/announcement.ts';
import type { MailCause } from '../../../src-shared/mail/causes.ts';
import type { MailRecord, MailView } from '../../../src-shared/mail/schema.ts';
import type { MailState } from '../../../src-shared/service/panel.ts';
import type { DatabaseClient } from '../database/client.ts';
import type { IncidentRow } from '../database/incidents.ts';
import type { ReadDatabase } from '../database/last-known.ts';
import type { MailRow } from '../database/mails.ts';
import { type CircuitBreaker, circuitBreaker } from '../healing/circuit-breaker.ts';
import type { Log } from '../life/log.ts';
import type { StatusBoard } from '../status-board.ts';
import { startDeadManCalls } from './dead-man.ts';
import { handOverNote } from './hand-over-note.ts';
import { alertLetter, sampleLetter } from './letter/letters.ts';
import type { Letter } from './letter/page.ts';
import { post, recipientsFor, startMailer } from './mailer.ts';
import { startNoticeClerk } from './notice-clerk.ts';
import type { NoticeType } from './notices/types.ts';
import { penCase, wallClock } from './pen.ts';
import { concernsAll } from './retries.ts';
import { sampleIncident } from './sample.ts';
import { type MailSetup, parseMailSetup } from './setup.ts';
import { startStorageAlarm } from './storage-alarm.ts';
import { nameOf, type TestDesk, testDesk } from './test-desk.ts';
import { accessTokens } from './tokens/access-tokens.ts';
import { startGrantCheck } from './tokens/grant-check.ts';
import { startWeekly } from './weekly.ts';

/** All that the service does with mails. */
export interface PostOffice {
  readonly breaker: CircuitBreaker;
  readonly desk: TestDesk;
  setup(): MailSetup;
  /** Reads the settings again and works by them from now on. */
  takeUp(): Promise<void>;
  /** `read` asks the database, or what is known of it while the disk hangs. */
  view(read?: ReadDatabase): Promise<MailView>;
  history(input: { limit: number; before: number | null }, read?: ReadDatabase): Promise<MailRecord[]>;
  /** Takes a mail of the panel into the outbox. Throws `mail.not-set-up` where none would ever go out. */
  announce(announcement: MailAnnouncement): Promise<MailAnnounced>;
  /** Sends a mail of a type as it would be, marked as a test. Null: it went out. */
  sendSample(type: NoticeType, setup?: MailSetup): Promise<string | null>;
  stop(): Promise<void>;
}

const provenKey = 'mail.proven';
const sendMilliseconds = 20_000;

export function startPostOffice(parts: {
  readonly database: DatabaseClient;
  readonly board: Pick<StatusBoard, 'status' | 'onChange' | 'components' | 'mail'>;
  readonly log: Log;
  readonly settingsFile: string;
  /** Where refresh tokens are kept that took the place of the one in the settings. */
  readonly tokensFile: string;
  /** Where it is noted what was handed over last, see `handOverNote`. */
  readonly noteFile: string;
  readonly timeZone: string | undefined;
  /** What somebody outside has told by a mail, see `takeNotices`. */
  told(): readonly string[];
  now(): string;
}): PostOffice {
  const { database, board, log, now, timeZone } = parts;
  const readSetup = () => parseMailSetup(readIfThere(parts.settingsFile));
  let setup = readSetup();
  if (setup.problem) log.warn({ key: setup.problem }, 'mail settings');
  const breaker = circuitBreaker('smtp', (status) =>
    log.warn({ breaker: status.name, state: status.state }, 'breaker'),
  );
  const newPen = penCase(timeZone);
  const pen = (of: Pick<MailSetup, 'restaurant' | 'rules'>, at: string) => newPen(of.rules.language, of.restaurant, at);

  const tokens = accessTokens({ file: parts.tokensFile, log });
  const desk = testDesk({ stored: () => setup, pen, tokens, now });
  const isProven = async (read: ReadDatabase = database.call) => {
    const proven = JSON.parse((await read('readMeta', provenKey)) ?? 'null') as Proven | null;
    return setup.account && proven?.name === nameOf(setup.account) ? proven.at : null;
  };
  const tellBoard = async () => {
    const { waiting } = await database.call('mailFacts', now());
    board.mail(mailStateOf(setup, mailer.failure(), (await isProven()) !== null), waiting.count);
  };
  const onTried = () => void tellBoard().catch((error) => log.error({ error: String(error) }, 'mail state'));
  const note = handOverNote(parts.noteFile);
  const mailer = startMailer({ database, log, breaker, tokens, note, setup: () => setup, pen, now, onTried });
  const grantCheck = startGrantCheck({
    setup: () => setup,
    tokens,
    onChecked: (failure) => {
      mailer.signInChecked(failure);
      onTried();
    },
  });
  onTried();
  const alarm = startStorageAlarm({
    database,
    now,
    send: async (incident) => (await sendDirectly(alertLetter(incident, null, pen(setup, now())), 'critical')) === null,
  });
  const clerk = startNoticeClerk({
    database,
    log,
    policy: () => ({
      enabled: setup.rules.enabled && setup.account !== null,
      quietHours: setup.rules.quietHours,
      stableMilliseconds: setup.stableSeconds * 1000,
    }),
    told: () => [...alarm.told(), ...parts.told()],
    now,
    wallClock: (at) => wallClock(at, timeZone).time,
    onMails: mailer.wake,
  });
  const weekly = startWeekly({
    database,
    log,
    isWanted: () => setup.rules.enabled && setup.rules.weekly && setup.account !== null,
    now,
    wallClock: (at) => wallClock(at, timeZone),
    onMails: mailer.wake,
  });
  const deadMan = startDeadManCalls({ url: () => setup.rules.deadManUrl, isWell: () => isWell(board), log });
  let wasOnline = board.components.internet.status === 'online';
  const stopListening = board.onChange(() => {
    const isOnline = board.components.internet.status === 'online';
    if (isOnline && !wasOnline && mailer.failure()) mailer.tryAgain();
    wasOnline = isOnline;
  });

  async function sendDirectly(
    letter: Letter,
    severity: IncidentRow['severity'],
    by: MailSetup = setup,
  ): Promise<string | null> {
    const to = recipientsFor(by, severity);
    if (!by.account || to.length === 0) return 'mails are not set up';
    const mail = { id: crypto.randomUUID(), to, letter, date: now() };
    const result = await post(by, by.account, mail, { signal: AbortSignal.timeout(sendMilliseconds), tokens });
    return result.handedOver ? null : `${result.cause}: ${result.answer}`;
  }

  return {
    breaker,
    desk,
    setup: () => setup,
    async takeUp() {
      setup = readSetup();
      const { account } = setup;
      if (account && desk.isProven(account))
        await database.call('writeMeta', {
          key: provenKey,
          value: JSON.stringify({ at: now(), name: nameOf(account) }),
        });
      clerk.look();
      mailer.tryAgain();
      onTried();
    },
    async view(read = database.call) {
      const facts = await read('mailFacts', now());
      const { account, rules, restaurant } = setup;
      return {
        account: account ? viewOf(account) : null,
        signIn: account?.signIn.kind === 'grant' ? 'browser' : 'password',
        rules,
        restaurant,
        provenAt: await isProven(read),
        failure: mailer.failure(),
        ...facts,
      };
    },
    history: async (input, read = database.call) => (await read('mailHistory', input)).map(recordOf),
    async announce(announcement) {
      if (!setup.account || !setup.rules.enabled) throw refuse('mail.not-set-up', {});
      // A key may hold what a Message-ID may not.
      const name = createHash('sha256').update(announcement.key).digest('hex');
      const announced = await database.call('announce', { announcement, name, at: now() });
      mailer.wake();
      return announced;
    },
    async sendSample(type, by = setup) {
      const incident = sampleIncident(type, now());
      const letter = sampleLetter(incident, pen(by, now()));
      const problem = await sendDirectly(letter, 'critical', by);
      const line = { type, subject: letter.subject, success: problem === null, at: now() };
      await database.call('addToHistory', line);
      return problem;
    },
    async stop() {
      stopListening();
      alarm.stop();
      deadMan.stop();
      weekly.stop();
      grantCheck.stop();
      tokens.stop();
      await clerk.stop();
      await mailer.stop();
    },
  };
}

interface Proven {
  readonly at: string;
  readonly name: string;
}

/** A failure of one mail alone is that mail's matter. */
function mailStateOf(
  setup: MailSetup,
  failure: { readonly cause: MailCause } | null,
  proven: boolean,
): MailState['state'] {
  const { account, rules } = setup;
  if (!rules.enabled || !account || rules.to.length + rules.urgentOnly.length === 0) return 'off';
  if (failure && concernsAll(failure.cause)) return 'failing';
  return proven ? 'fine' : 'unproven';
}

/** Nobody outside is told that all is well while a printer, the shop or the disk is not. */
function isWell({ status, components }: Pick<StatusBoard, 'status' | 'components'>): boolean {
  return components.printer.status !== 'offline' && status().wix.state === 'online' && status().storage?.state === 'ok';
}

function viewOf({
  server,
  port,
  user,
  security,
  from,
}: NonNullable<MailSetup['account']>): NonNullable<MailView['account']> {
  return {
    server,
    port,
    user,
    from,
    ...(security ? { security } : {}),
  };
}

function recordOf(row: MailRow): MailRecord {
  const failure = JSON.parse(row.failure ?? 'null') as { cause: MailRecord['cause']; answer: string } | null;
  const { id, kind, type, severity, subject, state, attempts } = row;
  return {
    ...{ id, kind, type, severity, subject, state, attempts },
    to: JSON.parse(row.recipients) as string[],
    happenedAt: row.happened_at,
    createdAt: row.created_at,
    handedOverAt: row.handed_over_at,
    cause: failure?.cause ?? null,
    answer: failure?.answer ?? null,
  };
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
