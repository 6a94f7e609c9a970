import { Printer } from 'lucide-react';
import { useState } from 'react';
import type { JobSummary, OrderSummary } from '../../../src-shared/service/panel.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { dayAndTime } from '../../language/format.ts';
import { ClockTime } from '../../language/time.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { PrintedPaper } from '../../paper/printed-paper.tsx';
import { isForLater, jobInView, jobTone } from './job-tone.ts';
import { ReprintDialog } from './reprint-dialog.tsx';
import { TicketTimeline } from './ticket-timeline.tsx';

interface TicketViewProps {
  readonly targetId: string;
  readonly order: OrderSummary;
  readonly onChanged: () => void;
}

/** A ticket as paper, what is known of it, and what one can do with it. */
export function TicketView({ targetId, order, onChanged }: TicketViewProps) {
  const text = useTexts('orders');
  const language = useLanguage();
  const [chosen, setChosen] = useState<number | null>(null);
  const [reprinting, setReprinting] = useState(false);
  const job = order.jobs.find(({ id }) => id === chosen) ?? jobInView(order);
  if (!job) return <p className="quiet">{text('noTicket')}</p>;
  const places = new Set(order.jobs.map(({ station }) => station));
  const tabName = ({ kind, stationName }: JobSummary) =>
    places.size > 1 && stationName
      ? text('kindAt', { kind: text(`kind.${kind}`), station: stationName })
      : text(`kind.${kind}`);
  return (
    <section
      className="ticket-view"
      aria-label={text('ticketOf', { kind: text(`kind.${job.kind}`), number: order.number })}
    >
      {order.jobs.length > 1 ? (
        <div className="ticket-tabs">
          {order.jobs.map((other) => (
            <Button
              key={other.id}
              kind={other.id === job.id ? 'secondary' : 'quiet'}
              aria-pressed={other.id === job.id}
              onPress={() => setChosen(other.id)}
            >
              {tabName(other)} <ClockTime at={other.createdAt} />
            </Button>
          ))}
        </div>
      ) : null}
      <TicketPaper targetId={targetId} job={job} />
      <div className="stack stack-tight">
        <StateMark tone={jobTone(job)}>
          {isForLater(job) ? text('scheduled') : text(`job.${job.state}`)}{' '}
          {isForLater(job) && job.notBefore ? dayAndTime(job.notBefore, language) : null}
          {job.printedAt ? <ClockTime at={job.printedAt} /> : null}
        </StateMark>
        {job.acknowledgement ? <p className="quiet small">{text(`proof.${job.acknowledgement}`)}</p> : null}
      </div>
      {job.state === 'printed' || job.state === 'sent' ? (
        <div>
          <Button icon={Printer} onPress={() => setReprinting(true)}>
            {text('reprint')}
          </Button>
        </div>
      ) : null}
      <TicketTimeline targetId={targetId} job={job} />
      {reprinting ? (
        <ReprintDialog
          targetId={targetId}
          job={job}
          onClose={(done) => {
            setReprinting(false);
            if (done) onChanged();
          }}
        />
      ) : null}
    </section>
  );
}

function TicketPaper({ targetId, job }: { targetId: string; job: JobSummary }) {
  const text = useTexts('orders');
  const { answer, again } = useCall('ticket.read', { targetId, jobId: job.id });
  if (answer.state === 'loading') return <Waiting onAgain={again} />;
  if (answer.state === 'refused') return <ErrorNotice error={answer.error} onRetry={again} />;
  const { paperMillimetres } = answer.value;
  return (
    <div className={`ticket-paper ticket-paper-${paperMillimetres}`}>
      <PrintedPaper
        {...answer.value}
        name={text('ticketOf', { kind: text(`kind.${job.kind}`), number: job.orderNumber })}
      />
    </div>
  );
}
