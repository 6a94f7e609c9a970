import type { Severity } from '../../database/alerts.ts';
import { type NoticeType, throttleOf } from './types.ts';

/** What becomes of a new incident: a mail of its own, a line in a digest, or nothing, because its cause is being told. */
export type Fate = 'sent' | 'folded' | 'inhibited';

/** What the decision is made from. All times in milliseconds. */
export interface FateFacts {
  readonly type: NoticeType;
  readonly severity: Severity;
  readonly at: number;
  /** A cause of it is wrong now, or was until a minute ago. */
  readonly causeIsKnown: boolean;
  readonly isQuiet: boolean;
  /** When mails of their own about this type were written in the last hour, and those about this very thing. */
  readonly typeMails: readonly number[];
  readonly lastAboutSame: number | null;
}

/** Mails of one type that come closer together than this are a storm, of which one mail is enough. */
const stormMilliseconds = 60_000;

export function isUrgent(severity: Severity): boolean {
  return severity === 'critical' || severity === 'high';
}

/** The first of its kind waits for nothing; what is urgent does not know quiet hours. */
export function fateOf(facts: FateFacts): Fate {
  const { type, severity, at, typeMails, lastAboutSame } = facts;
  if (facts.causeIsKnown) return 'inhibited';
  if (facts.isQuiet && !isUrgent(severity)) return 'folded';
  const { minutes, perHour } = throttleOf(type, severity);
  if (lastAboutSame !== null && at - lastAboutSame < minutes * 60_000) return 'folded';
  if (typeMails.length >= perHour) return 'folded';
  return typeMails.some((written) => at - written < stormMilliseconds) ? 'folded' : 'sent';
}

/** Is this instant within the quiet hours, by the clock on the wall? They may go over midnight. */
export function isQuietTime(hours: { from: string; to: string } | null, wallClock: string): boolean {
  if (hours === null || hours.from === hours.to) return false;
  const { from, to } = hours;
  return from < to ? wallClock >= from && wallClock < to : wallClock >= from || wallClock < to;
}

/** What waits to be told together: since when, whether something of it is urgent, and whether all of it is mere news. */
export interface DigestFacts {
  readonly oldestUrgent: number | null;
  readonly oldestWarning: number | null;
  readonly oldestInfo: number | null;
  readonly lastDigest: number | null;
  readonly isQuiet: boolean;
}

const digestAfter = { urgent: 60_000, warning: 15 * 60_000, info: 60 * 60_000 };
const betweenDigests = 15 * 60_000;

/** The instant from which the digest may be written, or null if there is nothing to write or it is to be quiet. */
export function digestDueAt({ oldestUrgent, oldestWarning, oldestInfo, lastDigest, isQuiet }: DigestFacts) {
  const due = [
    oldestUrgent === null ? null : oldestUrgent + digestAfter.urgent,
    oldestWarning === null || isQuiet ? null : oldestWarning + digestAfter.warning,
    oldestInfo === null || isQuiet ? null : oldestInfo + digestAfter.info,
  ].filter((one) => one !== null);
  if (due.length === 0) return null;
  return Math.max(Math.min(...due), lastDigest === null ? 0 : lastDigest + betweenDigests);
}
