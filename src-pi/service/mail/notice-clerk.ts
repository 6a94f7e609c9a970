import type { DatabaseClient } from '../database/client.ts';
import type { NoticePolicy } from '../database/notices.ts';
import type { Log } from '../life/log.ts';
import { noticeOf } from './notices/from-events.ts';

export interface NoticeClerk {
  /** Looks at once, for what else than an event may have changed: the settings. */
  look(): void;
  stop(): Promise<void>;
}

/** A timer of Node cannot wait longer than 24 days; and a clock that was set is noticed within this time. */
const longestSleep = 5 * 60_000;

/** Has the database decide what people are told, whenever an event calls for it or time has passed. `onMails` hears that there may be some. */
export function startNoticeClerk(parts: {
  readonly database: Pick<DatabaseClient, 'call' | 'fault' | 'onChanges'>;
  readonly log: Log;
  policy(): NoticePolicy;
  /** What was told without the outbox, see `takeNotices`. */
  told(): readonly string[];
  now(): string;
  wallClock(at: string): string;
  onMails(): void;
}): NoticeClerk {
  const { database, log } = parts;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let open = 0;

  const work = async (): Promise<void> => {
    for (let more = true; more && !stopped && database.fault() === null; ) {
      const at = parts.now();
      const asked = { at, wallClock: parts.wallClock(at), policy: parts.policy(), told: parts.told() };
      const taken = await database.call('takeNotices', asked);
      ({ more, open } = taken);
      if (taken.nextAt !== null) sleep(taken.nextAt - Date.parse(at));
    }
    parts.onMails();
  };
  const sleep = (milliseconds: number) => {
    if (timer) clearTimeout(timer);
    timer = stopped ? null : setTimeout(look, Math.min(Math.max(milliseconds, 0) + 5, longestSleep));
  };
  const look = () => {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = work()
      .catch((error) => {
        log.error({ error: String(error) }, 'notices');
        sleep(longestSleep);
      })
      .finally(() => {
        running = null;
        if (again) {
          again = false;
          look();
        }
      });
  };
  const stopListening = database.onChanges((events) => {
    const matters = events.some((event) => {
      const notice = noticeOf(event);
      return notice !== null && (notice.kind !== 'cleared' || open > 0);
    });
    if (matters) look();
  });
  look();
  return {
    look,
    async stop() {
      stopped = true;
      stopListening();
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
