import { Printer } from 'lucide-react';
import { useState } from 'react';
import type { JobSummary, OrderSummary } from '../../../src-shared/service/panel.ts';
import { useAct, useCall } from '../../bridge/use-call.ts';
import { announce } from '../../design/announcer.tsx';
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
      {job.state === 'unknown' || job.state === 'held' ? (
        <TicketQuestion targetId={targetId} job={job} onAnswered={onChanged} />
      ) : null}
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

/** Why the service holds a ticket, as far as it has words of its own for it. */
const heldReasons = ['stale', 'unreadable', 'unsupported', 'recovery-cancelled', 'maybe-printed'] as const;

/** Only a person can know whether it lies there; Bonwart neither loses it nor prints it twice in silence. */
function TicketQuestion({ targetId, job, onAnswered }: { targetId: string; job: JobSummary; onAnswered: () => void }) {
  const text = useTexts('orders');
  const resolve = useAct('ticket.resolve');
  const held = job.state === 'held';
  const say = async (answer: 'printed' | 'print-again') => {
    if (!(await resolve.act({ targetId, jobId: job.id, answer }))) return;
    if (answer === 'print-again') announce(text('reprinted', { number: job.orderNumber }));
    onAnswered();
  };
  const number = job.orderNumber;
  const given = job.reason === 'storage-rebuilt' ? 'maybe-printed' : job.reason;
  const why = heldReasons.find((reason) => reason === given) ?? 'other';
  return (
    <div className="ticket-question">
      <h2>{held ? text(`heldTitle.${why}`, { number }) : text('questionTitle', { number })}</h2>
      <p>{held ? text(`heldMeaning.${why}`) : text('questionMeaning')}</p>
      <div className="row">
        <Button kind="primary" isDisabled={resolve.busy} onPress={() => void say(held ? 'print-again' : 'printed')}>
          {held ? text('heldPrint') : text('isThere')}
        </Button>
        <Button isDisabled={resolve.busy} onPress={() => void say(held ? 'printed' : 'print-again')}>
          {held ? text('heldNot') : text('notThere')}
        </Button>
      </div>
      {held ? null : <p className="quiet small">{text('notThereMeaning')}</p>}
      {resolve.error ? <ErrorNotice error={resolve.error} /> : null}
    </div>
  );
}
