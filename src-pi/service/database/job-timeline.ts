import type { TimelineEntry } from '../../../src-shared/service/history.ts';
import { type JobState, jobStateSchema } from '../../../src-shared/service/panel.ts';
import { inOrder } from '../time/in-order.ts';
import type { Connection } from './connection.ts';
import { readJob } from './jobs.ts';

const mostEntries = 300;

interface EventRow {
  readonly at: string;
  readonly kind: string;
  readonly data: string;
}
interface AttemptRow {
  readonly number: number;
  readonly printer: string;
  readonly release: string;
  readonly opened_at: string;
  readonly first_byte_at: string | null;
}

/**
 * Everything that happened to a ticket, in its order: when its order was seen, each state it went through with its reason, and
 * each time that a printer may have begun it. Events are kept for 90 days; of an older ticket only begin and end are known. Throws `job.unknown`.
 */
export function jobTimeline(database: Connection, jobId: number): TimelineEntry[] {
  const job = readJob(database, jobId);
  const seenAt = database.prepare('SELECT seen_at FROM shop_orders WHERE id = ?').pluck().get(job.order_id);
  const events = database
    .prepare('SELECT at, kind, data FROM events WHERE job_id = ? ORDER BY id LIMIT ?')
    .all(jobId, mostEntries) as EventRow[];
  const attempts = database
    .prepare('SELECT number, printer, release, opened_at, first_byte_at FROM attempts WHERE job_id = ? ORDER BY number')
    .all(jobId) as AttemptRow[];
  const told = events.map(ofEvent).filter((entry) => entry !== null);
  const known = told.some(({ what }) => what !== 'reprint-ordered') ? told : [...told, ...beginAndEnd(job)];
  const entries = [...(typeof seenAt === 'string' ? [entry(seenAt, 'seen')] : []), ...known]
    .map((one) => (one.what === 'seen' ? one : withAttempt(one, attempts)))
    .sort((a, b) => inOrder(a.at, b.at));
  for (const { first_byte_at } of attempts) {
    if (first_byte_at === null) continue;
    // A fast printer does it all within one millisecond: then the first byte comes before what became of it.
    const next = entries.findIndex(
      ({ at, what }) => at > first_byte_at || (at === first_byte_at && !beforePaper.includes(what)),
    );
    const first = withAttempt(entry(first_byte_at, 'first-byte'), attempts);
    entries.splice(next < 0 ? entries.length : next, 0, first);
  }
  return entries;
}

/** What may happen to a ticket up to its first byte. */
const beforePaper: readonly TimelineEntry['what'][] = ['seen', 'queued', 'waiting-printer', 'printing', 'first-byte'];

function entry(at: string, what: TimelineEntry['what'], more: Partial<TimelineEntry> = {}): TimelineEntry {
  return {
    at,
    what,
    attempt: null,
    printer: '',
    release: '',
    acknowledgement: null,
    happening: '',
    reason: '',
    ...more,
  };
}

/** What an event says of its ticket; null for events that are not about a state. */
function ofEvent({ at, kind, data }: EventRow): TimelineEntry | null {
  const said = JSON.parse(data) as Partial<Pick<TimelineEntry, 'acknowledgement' | 'happening' | 'reason'>>;
  const { acknowledgement = null, happening = '', reason = '' } = said;
  if (kind === 'reprint-ordered') return entry(at, kind, { reason });
  const state = jobStateSchema.safeParse(kind.replace(/^job-/, ''));
  return state.success ? entry(at, state.data, { acknowledgement, happening, reason }) : null;
}

function beginAndEnd(job: {
  created_at: string;
  printed_at: string | null;
  state: JobState;
  acknowledgement: TimelineEntry['acknowledgement'];
  reason: string;
}): TimelineEntry[] {
  const { acknowledgement, reason } = job;
  const end = job.printed_at === null ? [] : [entry(job.printed_at, job.state, { acknowledgement, reason })];
  return [entry(job.created_at, 'queued'), ...end];
}

/** The attempt during which it happened: the last one that had been opened by then. */
function withAttempt(one: TimelineEntry, attempts: readonly AttemptRow[]): TimelineEntry {
  if (one.what === 'queued' || one.what === 'waiting-printer' || one.what === 'reprint-ordered') return one;
  const during = attempts.findLast(({ opened_at }) => opened_at <= one.at);
  return during ? { ...one, attempt: during.number, printer: during.printer, release: during.release } : one;
}
