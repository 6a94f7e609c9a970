import type { DatabaseClient } from '../database/client.ts';
import type { Log } from '../life/log.ts';

const lookEveryMilliseconds = 10 * 60_000;
/** Monday morning, when somebody reads mails and before the kitchen opens. */
const hour = '10:00';

/** Writes the weekly mail on Monday at ten, or later that day if the Pi was off then. `onMails` hears that it is written. */
export function startWeekly(parts: {
  readonly database: Pick<DatabaseClient, 'call' | 'fault'>;
  readonly log: Log;
  isWanted(): boolean;
  now(): string;
  wallClock(at: string): { time: string; day: string; isMonday: boolean };
  onMails(): void;
}): { stop(): void } {
  const { database, log } = parts;
  const look = async () => {
    const at = parts.now();
    const { time, day, isMonday } = parts.wallClock(at);
    if (!isMonday || time < hour || !parts.isWanted() || database.fault() !== null) return;
    if (await database.call('writeWeekly', { at, day })) parts.onMails();
  };
  const timer = setInterval(() => {
    look().catch((error) => log.error({ error: String(error) }, 'weekly mail'));
  }, lookEveryMilliseconds);
  return { stop: () => clearInterval(timer) };
}
