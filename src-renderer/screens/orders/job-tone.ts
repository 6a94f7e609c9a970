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
  return isForLater(job) ? 'unknown' : tones[job.state];
}

/** A ticket that waits for its time, not for a printer. */
export function isForLater(job: JobSummary): boolean {
  const waits = job.state === 'queued' || job.state === 'waiting-printer';
  return waits && job.notBefore !== null && Date.parse(job.notBefore) > Date.now();
}

/** What a person should see first: a question, then what waits, then what is on its way; what is done comes last. */
const urgency: readonly (readonly JobState[])[] = [
  ['unknown', 'held'],
  ['paused-in-printer', 'waiting-printer'],
  ['printing', 'queued'],
];

/** The ticket that a person should see first; of those that are alike the newest. */
export function jobInView(order: OrderSummary): JobSummary | null {
  const newestFirst = [...order.jobs].sort((one, other) => other.id - one.id);
  for (const states of urgency) {
    const found = newestFirst.find(({ state }) => states.includes(state));
    if (found) return found;
  }
  return newestFirst[0] ?? null;
}
