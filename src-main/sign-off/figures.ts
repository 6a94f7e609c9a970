import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import { Refusal } from '../../src-shared/contract/errors.ts';
import type { MailRecord } from '../../src-shared/mail/schema.ts';
import type { Measure } from '../../src-shared/runbook/sign-off.ts';
import { serviceAnswers, servicePaths } from '../../src-shared/service/api.ts';
import type { OrderPage, Statistics } from '../../src-shared/service/history.ts';
import type { Samples } from '../../src-shared/service/samples.ts';
import type { RunMeasure } from '../../src-shared/sign-off/measure-run.ts';
import { type Measured, measured, unknown } from '../../src-shared/sign-off/measured.ts';
import type { AskTarget } from '../service-api/asking.ts';

export type ServiceMeasure = Exclude<Measure, RunMeasure>;

const momentSchema = z.object({
  current: z.object({ memoryMegabytes: z.number(), cpuPercent: z.number() }).nullable(),
});
const deadlineMs = 4_000;
const askedForAnswerTime = 5;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const mailPatienceMs = 15 * 60_000;
/** Statistics go back so far. */
const mostDays = 90;
/** Orders are looked through in pages of this size, and no more pages than that. */
const pageSize = 200;
const mostPages = 10;

/**
 * How the service of a target is and was since a run: `since` its beginning, `until` its end, as milliseconds since 1970. Uptime is of the
 * time since the end. Never throws: what does not answer is unknown, with its reason.
 */
export async function readServiceFigures(
  ask: AskTarget,
  targetId: string,
  span: { readonly since: number; readonly until: number },
  signal: AbortSignal,
  now: () => number = Date.now,
): Promise<Record<ServiceMeasure, Measured>> {
  const get = <Schema extends z.ZodType>(path: string, answer: Schema) =>
    ask(targetId, { method: 'GET', path, answer, deadlineMs, signal });
  const hours = Math.min(90 * 24, Math.max(0.1, (now() - span.until) / hourMs));
  const samples = await known(() => get(servicePaths.samples(Number(hours.toFixed(2))), serviceAnswers.samples));
  const moment = await known(() => get('/health/metrics', momentSchema));
  const [apiTime, mails, ordersLost, undecided] = await Promise.all([
    'value' in samples && samples.value.figures.answerMilliseconds
      ? measured(samples.value.figures.answerMilliseconds.mostly)
      : answerTime(() => get(servicePaths.status, serviceAnswers.status)),
    known(() => get(servicePaths.mailHistory(100, null), serviceAnswers.mailHistory)),
    ordersWithoutTicket(
      (after) => get(servicePaths.orderPage({ search: '', after, limit: pageSize }), serviceAnswers.orderPage),
      span.since - dayMs,
    ),
    undecidedTickets(() => get(servicePaths.statistics(wholeDays(now() - span.until)), serviceAnswers.statistics)),
  ]);
  const sampled = (name: keyof Samples['figures'], of: 'mostly' | 'worst', factor = 1) => {
    if ('reason' in samples) return unknown(samples.reason);
    const found = samples.value.figures[name];
    return found ? measured(found[of] * factor) : unknown('not-happened');
  };
  const atTheMoment = (name: 'memoryMegabytes' | 'cpuPercent') => {
    if ('reason' in moment) return unknown(moment.reason);
    return moment.value.current ? measured(moment.value.current[name]) : unknown('not-happened');
  };
  const sampledOrNow = (name: 'memoryMegabytes' | 'cpuPercent') => {
    const found = sampled(name, 'mostly');
    return found.state === 'measured' ? found : atTheMoment(name);
  };
  const uptime = () => {
    if ('reason' in samples) return unknown(samples.reason);
    const { uptimePercent } = samples.value;
    return uptimePercent === null ? unknown('not-happened') : measured(uptimePercent);
  };
  return {
    'api-time': apiTime,
    memory: sampledOrNow('memoryMegabytes'),
    cpu: sampledOrNow('cpuPercent'),
    'query-time': sampled('queryMilliseconds', 'mostly'),
    'recovery-start': sampled('recoverySeconds', 'worst', 1000),
    'mail-time': mailTimeOf(mails, span.since, now),
    'orders-lost': ordersLost,
    uptime: uptime(),
    'tickets-undecided': undecided,
    'mails-stuck': stuckMailsOf(mails, now),
  };
}

type Known<Value> = { readonly value: Value } | { readonly reason: 'too-old' | 'service-silent' };

async function known<Value>(asked: () => Promise<Value>): Promise<Known<Value>> {
  try {
    return { value: await asked() };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): 'too-old' | 'service-silent' {
  // an answer that does not fit is one of another release
  const code = error instanceof Refusal ? error.error.code : '';
  return code === 'service.too-old' || code === 'service.unhealthy' ? 'too-old' : 'service-silent';
}

/** The slowest of some questions one after the other, with the way from this PC to the service: not less than what the service needs. */
async function answerTime(asked: () => Promise<unknown>): Promise<Measured> {
  let slowest = 0;
  for (let round = 0; round < askedForAnswerTime; round += 1) {
    const begun = performance.now();
    const answer = await known(asked);
    if ('reason' in answer) return unknown(answer.reason);
    slowest = Math.max(slowest, performance.now() - begun);
  }
  return measured(slowest);
}

/** From the fault to the mail server, the slowest of urgent mails since then. One that still waits has taken until now. */
function mailTimeOf(history: Known<readonly MailRecord[]>, since: number, now: () => number): Measured {
  if ('reason' in history) return unknown(history.reason);
  const times = history.value
    .filter(({ kind, severity }) => kind === 'alert' && (severity === 'critical' || severity === 'high'))
    .filter(({ happenedAt, state }) => Date.parse(happenedAt) >= since && state !== 'not-needed')
    .map(({ happenedAt, handedOverAt }) => (handedOverAt ? Date.parse(handedOverAt) : now()) - Date.parse(happenedAt));
  return times.length > 0 ? measured(Math.max(0, ...times)) : unknown('not-happened');
}

/** Mails that have not gone out although there was time enough. */
function stuckMailsOf(history: Known<readonly MailRecord[]>, now: () => number): Measured {
  if ('reason' in history) return unknown(history.reason);
  const stuck = history.value.filter(
    ({ state, createdAt }) => state === 'waiting' && now() - Date.parse(createdAt) > mailPatienceMs,
  );
  return measured(stuck.length);
}

/** Tickets that are neither printed nor cancelled, of the last days. */
async function undecidedTickets(asked: () => Promise<Statistics>): Promise<Measured> {
  const found = await known(asked);
  if ('reason' in found) return unknown(found.reason);
  return measured(found.value.days.reduce((sum, { undecided }) => sum + undecided, 0));
}

function wholeDays(milliseconds: number): number {
  return Math.min(mostDays, Math.max(1, Math.ceil(milliseconds / dayMs)));
}

async function ordersWithoutTicket(
  page: (after: string | null) => Promise<z.infer<typeof serviceAnswers.orderPage>>,
  since: number,
): Promise<Measured> {
  let without = 0;
  let after: string | null = null;
  for (let round = 0; round < mostPages; round += 1) {
    const from: string | null = after;
    const found: Known<OrderPage> = await known((): Promise<OrderPage> => page(from));
    if ('reason' in found) return unknown(found.reason);
    const { orders, more } = found.value;
    const recent = orders.filter(({ seenAt }) => Date.parse(seenAt) >= since);
    without += recent.filter(({ jobs, cancelled }) => jobs.length === 0 && !cancelled).length;
    if (!more || recent.length < orders.length) return measured(without);
    after = orders.at(-1)?.id ?? null;
  }
  return unknown('too-many');
}
