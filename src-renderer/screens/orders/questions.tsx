import { useState } from 'react';
import type { JobSummary, OrderSummary } from '../../../src-shared/service/panel.ts';
import { useAct } from '../../bridge/use-call.ts';
import { announce } from '../../design/announcer.tsx';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { StateShape } from '../../design/state-mark.tsx';
import { dayAndTime } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';

/** So many at a time; the next ones come up as these are answered. */
const shownAtOnce = 3;

interface QuestionsProps {
  readonly targetId: string;
  readonly orders: readonly OrderSummary[];
  readonly onAnswered: () => void;
  readonly onShow: (orderId: string) => void;
}

/**
 * What only a person can know: each doubtful or held ticket with its question, answered in one click. Bonwart neither loses a
 * ticket nor prints it twice in silence.
 */
export function Questions({ targetId, orders, onAnswered, onShow }: QuestionsProps) {
  const text = useTexts('orders');
  const [answered, setAnswered] = useState<ReadonlySet<number>>(new Set());
  const open = orders.flatMap((order) =>
    order.jobs
      .filter(({ id, state }) => (state === 'unknown' || state === 'held') && !answered.has(id))
      .map((job) => ({ order, job })),
  );
  if (open.length === 0) return null;
  return (
    <section className="questions" aria-label={text('questions')}>
      {open.slice(0, shownAtOnce).map(({ order, job }) => (
        <Question
          key={job.id}
          targetId={targetId}
          order={order}
          job={job}
          onShow={() => onShow(order.id)}
          onAnswered={() => {
            setAnswered((before) => new Set([...before, job.id]));
            onAnswered();
          }}
        />
      ))}
      {open.length > shownAtOnce ? (
        <p className="quiet">{text('moreQuestions', { count: open.length - shownAtOnce })}</p>
      ) : null}
    </section>
  );
}

/** Why the service holds a ticket, as far as it has words of its own for it. */
const heldReasons = ['stale', 'unreadable', 'unsupported', 'recovery-cancelled', 'maybe-printed', 'restored'] as const;

interface QuestionProps {
  readonly targetId: string;
  readonly order: OrderSummary;
  readonly job: JobSummary;
  readonly onShow: () => void;
  readonly onAnswered: () => void;
}

function Question({ targetId, order, job, onShow, onAnswered }: QuestionProps) {
  const text = useTexts('orders');
  const language = useLanguage();
  const resolve = useAct('ticket.resolve');
  const held = job.state === 'held';
  const say = async (answer: 'printed' | 'print-again') => {
    if (!(await resolve.act({ targetId, jobId: job.id, answer }))) return;
    announce(text(answer === 'print-again' ? 'reprinted' : 'decided', { number: job.orderNumber }));
    onAnswered();
  };
  const number = job.orderNumber;
  const given = job.reason === 'storage-rebuilt' ? 'maybe-printed' : job.reason;
  const why = heldReasons.find((reason) => reason === given) ?? 'other';
  return (
    <div className="question">
      <StateShape tone="attention" size={28} />
      <div className="stack">
        <div className="stack stack-tight">
          <h2>{held ? text(`heldTitle.${why}`, { number }) : text('questionTitle', { number })}</h2>
          <p className="quiet">
            {order.customer} · {dayAndTime(order.seenAt, language)}
            {job.stationName ? ` · ${job.stationName}` : ''}
          </p>
          <p>{held ? text(`heldMeaning.${why}`) : text('questionMeaning')}</p>
        </div>
        <div className="row">
          <Button isDisabled={resolve.busy} onPress={() => void say(held ? 'print-again' : 'printed')}>
            {held ? text('heldPrint') : text('isThere')}
          </Button>
          <Button isDisabled={resolve.busy} onPress={() => void say(held ? 'printed' : 'print-again')}>
            {held ? text('heldNot') : text('notThere')}
          </Button>
          <Button kind="quiet" onPress={onShow}>
            {text('showTicket')}
          </Button>
        </div>
        {held ? null : <p className="quiet small">{text('notThereMeaning')}</p>}
        {resolve.error ? <ErrorNotice error={resolve.error} /> : null}
      </div>
    </div>
  );
}
