import type { MailAttachment } from '../../../src-shared/mail/announcement.ts';
import { mailCauses } from '../../../src-shared/mail/causes.ts';
import type { MailFailureView } from '../../../src-shared/mail/schema.ts';
import type { Severity } from '../database/alerts.ts';
import { type AnnouncementData, announcementType } from '../database/announcements.ts';
import type { DatabaseClient } from '../database/client.ts';
import type { MailToSend } from '../database/mails.ts';
import type { CircuitBreaker } from '../healing/circuit-breaker.ts';
import { crashPoint } from '../life/crash.ts';
import type { Log } from '../life/log.ts';
import type { MailAccount } from './account.ts';
import type { HandOverNote } from './hand-over-note.ts';
import { letterOf, type Pen } from './letter/letters.ts';
import { html, type Letter, plainText } from './letter/page.ts';
import { isUrgent } from './notices/fate.ts';
import { concernsAll, retryAfter } from './retries.ts';
import { type MailResult, sendMail } from './send.ts';
import type { MailSetup } from './setup.ts';
import type { AccessTokens, TokenFound } from './tokens/access-tokens.ts';

export interface MailerParts {
  readonly database: Pick<DatabaseClient, 'call' | 'fault'>;
  readonly log: Log;
  readonly breaker: CircuitBreaker;
  readonly tokens: AccessTokens;
  readonly note: HandOverNote;
  setup(): MailSetup;
  pen(setup: MailSetup, at: string): Pen;
  now(): string;
  /** A mail was handed over, or could not be. */
  onTried(): void;
}

export interface Mailer {
  /** There may be something to hand over. */
  wake(): void;
  /** The line is back, or the account is another: what failed is tried at once. */
  tryAgain(): void;
  /** Why the last attempt failed; null after one that went well. */
  failure(): (MailFailureView & { readonly since: string }) | null;
  /** The daily look at whether the sign-in by the browser still holds. */
  signInChecked(found: TokenFound): void;
  stop(): Promise<void>;
}

const attemptMilliseconds = 20_000;
const longestSleep = 60_000;

/** Who gets a mail of this urgency. */
export function recipientsFor({ rules }: Pick<MailSetup, 'rules'>, severity: Severity): string[] {
  return [...new Set([...rules.to, ...(isUrgent(severity) ? rules.urgentOnly : [])])];
}

/** What the panel wrote: it goes to those whom it named, and to nobody else. */
function announced({ type, data }: MailToSend): AnnouncementData | null {
  return type === announcementType ? (JSON.parse(data) as AnnouncementData) : null;
}

function recipientsOf(mail: MailToSend, setup: MailSetup): readonly string[] {
  return announced(mail)?.to ?? recipientsFor(setup, mail.severity);
}

/** Which mail was tried when, and what of it goes into the history. */
interface Tried {
  readonly id: number;
  readonly at: string;
  readonly subject: string;
  readonly recipients: readonly string[];
}

/** A letter as it goes out. Its name has the sender's domain, as RFC 5322 §3.6.4 advises. */
export async function post(
  setup: MailSetup,
  account: MailAccount,
  mail: {
    readonly id: string;
    readonly to: readonly string[];
    readonly letter: Letter;
    readonly date: string;
    readonly attachment?: MailAttachment | undefined;
  },
  line: { readonly signal: AbortSignal; readonly tokens: AccessTokens },
): Promise<MailResult> {
  const { letter } = mail;
  return sendMail(
    account,
    {
      messageId: `<${mail.id}@${account.from.split('@')[1] ?? 'localhost'}>`,
      to: mail.to,
      subject: letter.subject,
      text: plainText(letter),
      html: html(letter, setup.rules.language),
      date: new Date(mail.date),
      ...(mail.attachment ? { attachment: mail.attachment } : {}),
    },
    { ...line, authorities: setup.authorities },
  );
}

/** Hands over what is in the outbox, one mail after the other, the most urgent first. It never gives up by itself, and never holds up anybody. */
export function startMailer(parts: MailerParts): Mailer {
  const { database, log, breaker } = parts;
  const stopping = new AbortController();
  let failure: (MailFailureView & { since: string }) | null = null;
  let failuresInARow = 0;
  let pausedUntil = 0;
  let running: Promise<void> | null = null;
  let again = false;
  let isSettled = false;
  let timer: NodeJS.Timeout | null = null;

  const sleep = (milliseconds: number) => {
    if (timer) clearTimeout(timer);
    timer = stopping.signal.aborted ? null : setTimeout(wake, Math.min(Math.max(milliseconds, 0), longestSleep));
  };

  const writeHandedOver = (tried: Tried, refused: readonly string[], account: MailAccount): Promise<void> =>
    database.call('mailTried', {
      ...tried,
      handedOver: true,
      failure: refusedRecipients(refused, account),
      retryAt: null,
    });

  const attempt = async (mail: MailToSend, setup: MailSetup, account: MailAccount): Promise<void> => {
    const written = announced(mail);
    const to = recipientsOf(mail, setup);
    if (to.length === 0) return database.call('mailNotNeeded', mail.id);
    const letter = letterOf(mail, parts.pen(setup, parts.now()));
    breaker.trying();
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(attemptMilliseconds)]);
    crashPoint('mail-before-hand-over');
    const result = await post(
      setup,
      account,
      { id: mail.message_id, to, letter, date: mail.happened_at, attachment: written?.attachment },
      { signal, tokens: parts.tokens },
    );
    if (stopping.signal.aborted && !result.handedOver) return;
    crashPoint('mail-after-hand-over');
    const at = parts.now();
    if (result.handedOver) await parts.note.write({ messageId: mail.message_id, at, refused: [...result.refused] });
    crashPoint('mail-after-note');
    const tried = { id: mail.id, at, subject: letter.subject, recipients: to };
    if (result.handedOver) {
      breaker.succeeded();
      failure = null;
      failuresInARow = 0;
      log.info({ mail: mail.id, type: mail.type, kind: mail.kind, refused: result.refused.length }, 'mail handed over');
      return writeHandedOver(tried, result.refused, account);
    }
    const { cause, answer, failedAt } = result;
    breaker.failed(cause);
    failuresInARow += 1;
    const wait = retryAfter(cause, concernsAll(cause) ? failuresInARow : mail.attempts + 1);
    const found: MailFailureView = { cause, answer, failedAt, at: placeOf(account) };
    failure = { ...found, since: failure?.since ?? at };
    if (concernsAll(cause)) pausedUntil = performance.now() + wait;
    log.warn({ mail: mail.id, cause, seconds: wait / 1000 }, 'mail not handed over');
    const retryAt = new Date(Date.parse(at) + wait).toISOString();
    await database.call('mailTried', { ...tried, handedOver: false, failure: found, retryAt });
  };

  /** Writes down what a service that was killed had handed over already, before anything is sent again. */
  const settle = async (): Promise<void> => {
    const noted = await parts.note.read();
    const mail = noted && (await database.call('waitingMail', noted.messageId));
    const setup = parts.setup();
    if (!noted || !mail || !setup.account) return;
    const { subject } = letterOf(mail, parts.pen(setup, noted.at));
    log.info({ mail: mail.id, type: mail.type }, 'mail was handed over before the service ended');
    const tried = { id: mail.id, at: noted.at, subject, recipients: recipientsOf(mail, setup) };
    await writeHandedOver(tried, noted.refused, setup.account);
  };

  const work = async (): Promise<void> => {
    for (;;) {
      const setup = parts.setup();
      if (stopping.signal.aborted || !setup.rules.enabled || !setup.account || database.fault()) return;
      const paused = pausedUntil - performance.now();
      if (paused > 0) return sleep(paused);
      if (!isSettled) await settle();
      isSettled = true;
      const { mail, dueAt } = await database.call('nextMail', parts.now());
      if (!mail) return dueAt === null ? undefined : sleep(Date.parse(dueAt) - Date.parse(parts.now()));
      await attempt(mail, setup, setup.account);
      parts.onTried();
    }
  };

  const wake = () => {
    if (stopping.signal.aborted) return;
    if (running) {
      again = true;
      return;
    }
    running = work()
      .catch((error) => {
        log.error({ error: String(error) }, 'outbox');
        sleep(longestSleep);
      })
      .finally(() => {
        running = null;
        if (again) {
          again = false;
          wake();
        }
      });
  };
  const tryAgain = () => {
    pausedUntil = 0;
    failuresInARow = 0;
    database
      .call('mailsDueNow', parts.now())
      .then(wake)
      .catch((error) => log.error({ error: String(error) }, 'outbox'));
  };
  wake();

  return {
    wake,
    failure: () => failure,
    tryAgain,
    signInChecked(found) {
      const { account } = parts.setup();
      const isOfSignIn = failure?.failedAt === 'sign-in';
      if (found.ok && isOfSignIn) {
        failure = null;
        tryAgain();
      }
      // a line that is down is told by what it keeps from leaving
      if (found.ok || !account || mailCauses[found.cause] !== 'never' || (failure && !isOfSignIn)) return;
      const { cause, answer } = found;
      failure = { cause, answer, failedAt: 'sign-in', at: placeOf(account), since: failure?.since ?? parts.now() };
    },
    async stop() {
      stopping.abort();
      if (timer) clearTimeout(timer);
      await running;
      await parts.note.close();
    },
  };
}

/** Most got it: that counts as handed over, and who did not is said. */
function refusedRecipients(refused: readonly string[], account: MailAccount): MailFailureView | null {
  if (refused.length === 0) return null;
  return {
    cause: 'some-recipients-refused',
    answer: refused.join(', '),
    failedAt: 'recipients',
    at: placeOf(account),
  };
}

function placeOf({ server, port, user, security }: MailAccount): MailFailureView['at'] {
  return { server, port, user, ...(security ? { security } : {}) };
}
