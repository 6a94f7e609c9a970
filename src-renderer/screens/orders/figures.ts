import { type DayFigures, noFigures, type Statistics } from '../../../src-shared/service/history.ts';

export const periods = [7, 30, 90] as const;

/** All days together. `all` are the tickets that have come to an end or should have: those still in line do not count yet. */
export function sumOf({ days }: Statistics): { printed: number; firstTry: number; all: number } {
  const sum = { printed: 0, firstTry: 0, all: 0 };
  for (const { printed, firstTry, undecided } of days) {
    sum.printed += printed;
    sum.firstTry += firstTry;
    sum.all += printed + undecided;
  }
  return sum;
}

/** As many days as were asked for, up to the last one told or today, the days of rest too. */
export function withEmptyDays({ days }: Statistics, count: number, today: Date): DayFigures[] {
  const known = new Map(days.map((day) => [day.day, day]));
  const last = days.at(-1)?.day ?? '';
  const todayName = dayName(today);
  const end = Date.parse(`${last > todayName ? last : todayName}T00:00:00Z`);
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(end - (count - 1 - index) * 86_400_000).toISOString().slice(0, 10);
    return known.get(day) ?? { day, ...noFigures };
  });
}

/** The day on this machine's calendar, as `2026-11-23`. */
function dayName(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** A round number at or above the largest value, so that the axis can be read: 1, 2, 5, 10, 20, 50 and so on. */
export function axisEnd(largest: number): number {
  if (largest <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  return ([1, 2, 5, 10].find((step) => step * power >= largest) ?? 10) * power;
}
