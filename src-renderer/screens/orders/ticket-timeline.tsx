import type { TimelineEntry } from '../../../src-shared/service/history.ts';
import type { JobSummary } from '../../../src-shared/service/panel.ts';
import { useCall } from '../../bridge/use-call.ts';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { StateShape } from '../../design/state-mark.tsx';
import type { Tone } from '../../design/tone.ts';
import { Waiting } from '../../design/waiting.tsx';
import { clockWithSeconds, exactTime } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { type Say, useTexts } from '../../language/use-texts.ts';

const tones: Partial<Record<TimelineEntry['what'], Tone>> = {
  printed: 'good',
  sent: 'good',
  unknown: 'attention',
  held: 'attention',
  'waiting-printer': 'attention',
  'paused-in-printer': 'attention',
};

/** A ticket's story: when its order was seen, each attempt, what was proven. A changed ticket is asked for again. */
export function TicketTimeline({ targetId, job }: { targetId: string; job: JobSummary }) {
  return <Story key={`${job.id} ${job.state} ${job.attempts}`} targetId={targetId} jobId={job.id} />;
}

function Story({ targetId, jobId }: { targetId: string; jobId: number }) {
  const text = useTexts('orders');
  const language = useLanguage();
  const { answer, again } = useCall('ticket.timeline', { targetId, jobId });
  if (answer.state === 'loading') return <Waiting onAgain={again} />;
  // An older service cannot tell the story; the ticket itself is there, and that is what matters.
  if (answer.state === 'refused')
    return answer.error.code === 'service.too-old' ? null : <ErrorNotice error={answer.error} onRetry={again} />;
  return (
    <section className="stack stretch" aria-label={text('story.title')}>
      <h2 className="timeline-title">{text('story.title')}</h2>
      <ol className="timeline">
        {answer.value.map((entry, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what has happened never changes places
          <li key={place}>
            <time className="figures quiet small" dateTime={entry.at} title={exactTime(entry.at, language)}>
              {clockWithSeconds(entry.at, language)}
            </time>
            <StateShape tone={tones[entry.what] ?? 'unknown'} size={14} />
            <span>
              {storyWords(entry, text)}
              <StoryDetail entry={entry} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Who or what decided, where that is the story: a person, the restaurant's rule, the printer's late word. */
function storyWords(entry: TimelineEntry, text: Say<'orders'>): string {
  if (entry.happening === 'person-says-printed') return text('story.personSaysPrinted');
  if (entry.happening === 'person-says-print-again') return text('story.personSaysAgain');
  if (entry.happening === 'policy-says-print-again') return text('story.ruleSaysAgain');
  return text(`story.what.${entry.what}`, { attempt: entry.attempt ?? 1 });
}

function StoryDetail({ entry }: { entry: TimelineEntry }) {
  const text = useTexts('orders');
  if (entry.what === 'printed' || entry.what === 'sent')
    return entry.acknowledgement ? (
      <span className="quiet small timeline-more">{text(`proof.${entry.acknowledgement}`)}</span>
    ) : null;
  if (entry.what === 'reprint-ordered' && entry.reason)
    return <span className="quiet small timeline-more">{text('story.because', { reason: entry.reason })}</span>;
  if (entry.what === 'printing' && entry.release)
    return <span className="quiet small timeline-more">{text('story.by', { release: entry.release })}</span>;
  return null;
}
