import type { JobState, JobSummary, OrderSummary } from '../../../src-shared/service/panel.ts';
import type { Tone } from '../../design/tone.ts';

const tones: Record<JobState, Tone> = {
  queued: 'unknown',
  'waiting-printer': 'attention',
  printing: 'unknown',
  'paused-in-printer': 'attention',
  printed: 'good',
  sent: 'good',
  unknown: 'attention',
  held: 'attention',
  cancelled: 'unknown',
};

export function jobTone(job: JobSummary): Tone {
  return tones[job.state];
}

/** The ticket that a person should see first: one that needs an answer, else the newest. */
export function jobInView(order: OrderSummary): JobSummary | null {
  const newestFirst = [...order.jobs].sort((one, other) => other.id - one.id);
  return newestFirst.find((job) => job.state === 'unknown' || job.state === 'held') ?? newestFirst[0] ?? null;
}
