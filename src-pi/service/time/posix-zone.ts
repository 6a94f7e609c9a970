/** Seconds that a zone is ahead of UTC, at an instant in seconds since 1970. */
export type OffsetAt = (instant: number) => number;

const name = '(?:<[^>]+>|[A-Za-z]{3,})';
const span = String.raw`([+-]?\d+(?::\d+){0,2})`;
const day = String.raw`M(\d+)\.(\d)\.(\d)(?:\/${span})?`;
const form = new RegExp(`^${name}${span}(?:${name}(?:${span})?,${day},${day})?$`);

/**
 * Reads the rule at the end of a zone file, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`. Null for what it does not know; days are
 * understood as "the n-th weekday of a month", because no zone of today is written otherwise.
 */
export function posixZone(rule: string): OffsetAt | null {
  const found = form.exec(rule);
  if (!found) return null;
  // POSIX counts to the west. Taken from 0, so that UTC is no -0.
  const standard = 0 - seconds(found[1] ?? '');
  if (found[3] === undefined) return () => standard;
  const summer = found[2] === undefined ? standard + 3600 : 0 - seconds(found[2]);
  const begins = dayRule(found.slice(3, 7));
  const ends = dayRule(found.slice(7, 11));
  return (instant) => {
    const year = new Date((instant + standard) * 1000).getUTCFullYear();
    const from = begins(year) - standard;
    const to = ends(year) - summer;
    const isSummer = from < to ? instant >= from && instant < to : instant >= from || instant < to;
    return isSummer ? summer : standard;
  };
}

/** `M3.5.0/2`: the last Sunday of March at two. Answers when that is in a year, in seconds, as if the clock on the wall were UTC's. */
function dayRule([month, week, weekday, time]: readonly (string | undefined)[]): (year: number) => number {
  return (year) => {
    const first = new Date(Date.UTC(year, Number(month) - 1, 1)).getUTCDay();
    const longest = new Date(Date.UTC(year, Number(month), 0)).getUTCDate();
    let date = 1 + ((Number(weekday) - first + 7) % 7) + (Number(week) - 1) * 7;
    if (date > longest) date -= 7;
    return Date.UTC(year, Number(month) - 1, date) / 1000 + seconds(time ?? '2');
  };
}

/** `-1`, `5:30`: hours, minutes and seconds, as seconds. */
function seconds(text: string): number {
  const [hours = 0, minutes = 0, rest = 0] = text.replace(/^[+-]/, '').split(':').map(Number);
  return (text.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60 + rest);
}
