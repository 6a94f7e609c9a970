import type { Alert, AlertFacts } from '../database/alerts.ts';
import type { Sample } from './resources.ts';

export interface ResourceLimits {
  readonly memoryMegabytes: number;
  readonly cpuPercent: number;
  readonly diskMegabytes: number;
  readonly temperatureCelsius: number;
  readonly answerMilliseconds: number;
  readonly queryMilliseconds: number;
  readonly recoverySeconds: number;
}

/** A rule's word on this moment. Null: not known, and then nothing changes. */
export type Verdict = Alert & { readonly raised: boolean | null };

/** A single high sample is life; so many of the last ones are a state. */
const samplesNeeded = 3;
export const samplesKept = 5;

/** Less than this in a day says nothing about a share. */
const fewTickets = 5;

/** The service and its machine, by the last samples. What is not known is neither good nor bad. */
export function sampleVerdicts(samples: readonly Sample[], limits: ResourceLimits): Verdict[] {
  const last = samples.at(-1);
  const rule = (
    type: string,
    severity: Alert['severity'],
    limit: number,
    value: (sample: Sample) => number | null,
    isBad = (value: number) => value > limit,
  ): Verdict => {
    const known = samples.map(value).filter((one) => one !== null);
    const bad = known.filter(isBad).length;
    // It takes as many good samples to be over as bad ones to begin: no flapping between two.
    const raised = bad >= samplesNeeded ? true : known.length - bad >= samplesNeeded ? false : null;
    return { type, subject: '', severity, data: { value: last ? value(last) : null, limit }, raised };
  };
  return [
    rule('resource_memory', 'warning', limits.memoryMegabytes, (one) => one.memoryMegabytes),
    rule('resource_cpu', 'warning', limits.cpuPercent, (one) => one.cpuPercent),
    rule(
      'resource_disk',
      'high',
      limits.diskMegabytes,
      (one) => one.diskFreeMegabytes,
      (value) => value < limits.diskMegabytes,
    ),
    rule('resource_temperature', 'warning', limits.temperatureCelsius, (one) => one.temperatureCelsius),
    rule('slow_answers', 'warning', limits.answerMilliseconds, (one) => one.answerMilliseconds),
    rule('slow_queries', 'warning', limits.queryMilliseconds, (one) => one.queryMilliseconds),
    slowRecovery(samples, limits.recoverySeconds),
  ];
}

/** A backlog begins once: a single late beginning is told, and over when there was none for as long as samples are kept here. */
function slowRecovery(samples: readonly Sample[], limit: number): Verdict {
  const slowest = Math.max(0, ...samples.map(({ recoverySeconds }) => recoverySeconds ?? 0));
  const data = { value: Math.round(slowest), limit };
  return { type: 'slow_recovery', subject: '', severity: 'warning', data, raised: slowest > limit };
}

/** The alert rules of the older service, with its figures. */
export function queueVerdicts(facts: AlertFacts): Verdict[] {
  const share = facts.ended >= fewTickets ? facts.printed / facts.ended : null;
  const rule = (type: string, severity: Alert['severity'], raised: boolean | null, data: Alert['data']): Verdict => ({
    type,
    subject: '',
    severity,
    data,
    raised,
  });
  return [
    rule('recovery_failed', 'high', facts.lastRecovery === null ? null : facts.lastRecovery === 'failed', {}),
    rule('queue_overflow', 'high', facts.waiting > 1000, { waiting: facts.waiting }),
    rule('recovery_too_long', 'high', facts.recoverySeconds > 30 * 60, { seconds: Math.round(facts.recoverySeconds) }),
    rule('success_too_low', 'high', share === null ? null : share < 0.8, {
      printed: facts.printed,
      ended: facts.ended,
    }),
    rule('oldest_too_old', 'high', facts.oldestSeconds > 6 * 3600, { seconds: Math.round(facts.oldestSeconds) }),
  ];
}
