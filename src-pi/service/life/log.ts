import { pino } from 'pino';
import { secretKeys } from '../settings.ts';

export type Log = ReturnType<typeof createLog>;

const levels = {
  debug: 'debug',
  info: 'info',
  warning: 'warn',
  warn: 'warn',
  error: 'error',
  critical: 'fatal',
} as const;

/** JSON lines on stdout, one an event. What is a secret by its name is struck out wherever it stands. */
export function createLog(level: keyof typeof levels) {
  const names = [...secretKeys, 'authorization', 'Authorization', 'password', 'apiKey'];
  return pino({
    level: levels[level],
    base: null,
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    redact: { paths: [...names, ...names.map((name) => `*.${name}`)], censor: '[secret]' },
  });
}
