import { before, elapsed, type Moment } from '../../src-shared/moment.ts';
import type { PrinterState, ServiceStatus } from '../../src-shared/service/panel.ts';
import { type StatusEvent, silenceMs } from '../service-api/status-watch.ts';

/** What the screen tells of beside the window: the Pi is not heard, tickets wait for a person, nothing is printed, nothing is kept, no mail goes out. */
export const noticeTopics = ['silent', 'held', 'printer', 'card', 'mail'] as const;
export type NoticeTopic = (typeof noticeTopics)[number];

/** How often the rules are looked at; a silence is told so much early rather than late. */
export const lookEveryMs = 500;
/** Milliseconds that a printer must be out of order: whoever opens the cover to change the paper is not told. */
const printerStandsMs = 3_000;
/** Milliseconds between two looks after which the computer has slept: what it did not listen to is no silence. */
const sleptAfterMs = 5_000;

/** The states in which no ticket comes out. A printer that somebody else uses is none of them. */
export const stopsPrinting: ReadonlySet<PrinterState> = new Set<PrinterState>([
  'paper-end',
  'cover-open',
  'cutter',
  'overheated',
  'error',
  'unreachable',
]);

/** What is known of one Pi, and what of it has been told. */
export interface NoticeState {
  readonly status: ServiceStatus | null;
  /** Nobody misses a service that was never there. */
  readonly installed: boolean;
  readonly heard: Moment;
  readonly looked: Moment;
  readonly stoppedSince: Moment | null;
  /** How many tickets it was about for `held`, else 1. */
  readonly told: Readonly<Partial<Record<NoticeTopic, number>>>;
}

/** A trouble, or that it is over. */
export interface Turn {
  readonly topic: NoticeTopic;
  readonly over: boolean;
}

/** Nothing is known yet; a Pi that says nothing from now on is silent. */
export function beginNotices(now: Moment): NoticeState {
  return { status: null, installed: true, heard: now, looked: now, stoppedSince: null, told: {} };
}

/** After a time in which nobody listened. A silence that was told ends by a word only. */
export function listeningAgain(state: NoticeState, now: Moment): NoticeState {
  return { ...state, looked: now, heard: state.told.silent ? state.heard : now };
}

/** What an event adds to what is known; it tells nothing by itself. */
export function withStatusEvent(state: NoticeState, event: StatusEvent, now: Moment): NoticeState {
  if (event.kind === 'silent') return { ...state, installed: event.reason !== 'not-installed' };
  const heard = before(now, event.ageMs ?? 0);
  if (event.kind === 'heard') return { ...state, heard };
  const status = event.status as ServiceStatus;
  const stops = stopsPrinting.has(status.printer.state);
  return { ...state, status, installed: true, heard, stoppedSince: stops ? (state.stoppedSince ?? now) : null };
}

/**
 * What is to be told now: each trouble once, further tickets once more, and its end. While nothing is heard of the Pi, all else
 * stays as it was: nothing is over because nobody says anything.
 */
export function lookForTurns(state: NoticeState, now: Moment): { readonly state: NoticeState; readonly turns: Turn[] } {
  const known = elapsed(state.looked, now) > sleptAfterMs ? listeningAgain(state, now) : { ...state, looked: now };
  const silent = known.installed && elapsed(known.heard, now) + lookEveryMs >= silenceMs;
  const wrong = silent || !known.status ? {} : troublesOf(known.status, known.stoppedSince, now);
  const told: Partial<Record<NoticeTopic, number>> = { ...known.told };
  const turns: Turn[] = [];
  const look = (topic: NoticeTopic, count: number) => {
    const toldOf = told[topic] ?? 0;
    if (count > toldOf) turns.push({ topic, over: false });
    else if (count === 0 && toldOf > 0) turns.push({ topic, over: true });
    told[topic] = count;
  };
  look('silent', silent ? 1 : 0);
  if (!silent && known.status) for (const topic of noticeTopics) if (topic !== 'silent') look(topic, wrong[topic] ?? 0);
  return { state: { ...known, told }, turns };
}

function troublesOf(
  { queue, storage, mail }: ServiceStatus,
  stoppedSince: Moment | null,
  now: Moment,
): Partial<Record<NoticeTopic, number>> {
  return {
    held: queue.held + queue.unknown,
    printer: stoppedSince && elapsed(stoppedSince, now) >= printerStandsMs ? 1 : 0,
    card: storage && storage.state !== 'ok' && storage.state !== 'low' ? 1 : 0,
    mail: mail?.state === 'failing' ? 1 : 0,
  };
}
