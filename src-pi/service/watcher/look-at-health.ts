import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { askService } from './ask-service.ts';

const healthSchema = z.looseObject({
  status: z.enum(['ok', 'degraded']),
  database: z.looseObject({ ok: z.boolean() }).optional(),
  printer: z.looseObject({ state: z.string() }).optional(),
  wix: z.looseObject({ state: z.string() }).optional(),
  queue: z.looseObject({ waiting: z.number() }).optional(),
  storage: z.looseObject({ state: z.string(), backupAt: z.string().nullable() }).optional(),
});

/** What the watcher found, and a plain line about it for the journal of the system. */
export interface Finding {
  readonly verdict: 'fine' | 'attention' | 'silent';
  readonly line: string;
}

/** Three times, so that a restart or a busy moment is no silence. */
const tries = 3;
const answerMilliseconds = 10_000;
const betweenMilliseconds = 5000;
const oldBackupHours = 72;

/**
 * Looks whether the service answers. `unit` is its unit where systemd supervises: one that is not running is not asked, because a call would start what somebody has
 * stopped.
 */
export async function lookAtHealth(
  port: number,
  at: Date,
  options: { readonly unit?: string | undefined; readonly tries?: number; readonly betweenMilliseconds?: number } = {},
): Promise<Finding> {
  let silent = 'does not answer';
  const most = options.tries ?? tries;
  for (let count = 1; count <= most; count += 1) {
    const state = options.unit === undefined ? 'active' : await stateOf(options.unit);
    if (state === 'inactive' || state === 'failed') silent = `is not running (${state})`;
    else {
      const health = healthSchema.safeParse(await askService(port, '/health', answerMilliseconds));
      if (health.success && health.data.database?.ok !== false) return findingOf(health.data, at);
      silent = health.success ? 'answers, but its database does not' : 'does not answer';
    }
    if (count < most) await wait(options.betweenMilliseconds ?? betweenMilliseconds);
  }
  return { verdict: 'silent', line: `the print service ${silent}` };
}

function findingOf(health: z.output<typeof healthSchema>, at: Date): Finding {
  const { printer, wix, queue, storage } = health;
  const backup = storage?.backupAt ? (at.getTime() - Date.parse(storage.backupAt)) / 3_600_000 : null;
  const problems = [
    ...(health.status === 'ok' ? [] : ['it is not well']),
    ...(storage && storage.state !== 'ok' ? [`storage: ${storage.state}`] : []),
    ...(backup !== null && backup > oldBackupHours ? [`the newest backup is ${Math.round(backup)} hours old`] : []),
  ];
  const facts = [
    `printer ${printer?.state ?? 'unknown'}`,
    `shop ${wix?.state ?? 'unknown'}`,
    `${queue?.waiting ?? 0} tickets wait`,
  ];
  const line = `the print service answers: ${[...problems, ...facts].join(', ')}`;
  return { verdict: problems.length === 0 ? 'fine' : 'attention', line };
}

/** `ActiveState` of systemd; `unknown` if it does not say. */
function stateOf(unit: string): Promise<string> {
  const asked = ['show', '--property=ActiveState', '--value', '--', unit];
  return new Promise((resolve) => {
    execFile('systemctl', asked, { timeout: 10_000 }, (error, output) => resolve(error ? 'unknown' : output.trim()));
  });
}
