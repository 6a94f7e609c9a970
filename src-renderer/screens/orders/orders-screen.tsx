import { ReceiptText, RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import type { OrderSummary } from '../../../src-shared/service/panel.ts';
import type { PlaceProps } from '../../app/frame.tsx';
import { useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { useWide } from '../../design/use-wide.ts';
import { Empty, Waiting } from '../../design/waiting.tsx';
import { clockTime } from '../../language/format.ts';
import { ClockTime } from '../../language/time.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { goTo } from '../../stores/navigation.ts';
import { useStatus } from '../../stores/status.ts';
import { jobInView, jobTone } from './job-tone.ts';
import './orders.css';
import { RecoveryBand } from './recovery-band.tsx';
import { TicketView } from './ticket-view.tsx';

/** The last orders, and beside them the ticket as paper. */
export default function OrdersScreen({ target }: PlaceProps) {
  const text = useTexts('orders');
  const { answer, again } = useCall('orders.list', { targetId: target.id });
  const [shown, setShown] = useState<readonly OrderSummary[] | null>(null);
  const word = useStatus((known) => known.last?.at);
  // The service has said something: its orders may be others now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `word` is why it asks again
  useEffect(again, [word]);
  useEffect(() => {
    if (answer.state === 'loaded') setShown(answer.value);
  }, [answer]);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{text('title')}</h1>
        <Button icon={RefreshCw} onPress={again}>
          {text('refresh')}
        </Button>
      </header>
      <RecoveryBand targetId={target.id} word={word} />
      {answer.state === 'refused' ? <ErrorNotice error={answer.error} onRetry={again} /> : null}
      {!shown && answer.state === 'loading' ? <Waiting words={text('loading')} onAgain={again} /> : null}
      {shown?.length === 0 ? (
        <Empty icon={ReceiptText} title={text('emptyTitle')}>
          <p>{text(target.kind === 'practice' ? 'emptyPractice' : 'empty')}</p>
          {target.kind === 'practice' ? (
            <Button kind="primary" onPress={() => goTo('practice')}>
              {text('toShop')}
            </Button>
          ) : null}
        </Empty>
      ) : null}
      {shown && shown.length > 0 ? <Orders targetId={target.id} orders={shown} onChanged={again} /> : null}
    </div>
  );
}

function Orders(props: { targetId: string; orders: readonly OrderSummary[]; onChanged: () => void }) {
  const text = useTexts('orders');
  const needsAnswer = props.orders.find((order) => {
    const job = jobInView(order);
    return job?.state === 'unknown' || job?.state === 'held';
  });
  const wide = useWide();
  const common = useTexts('common');
  const [chosen, setChosen] = useState<string | null>(needsAnswer?.id ?? null);
  const order = props.orders.find(({ id }) => id === chosen) ?? (wide ? (needsAnswer ?? props.orders[0]) : undefined);
  const ticket = order ? (
    <TicketView key={order.id} targetId={props.targetId} order={order} onChanged={props.onChanged} />
  ) : null;
  return (
    <div className="beside">
      <GridList
        className="order-list"
        aria-label={text('list')}
        selectionMode="single"
        disallowEmptySelection={wide}
        selectedKeys={order ? [order.id] : []}
        onSelectionChange={(keys) => setChosen(keys === 'all' ? null : String([...keys][0] ?? ''))}
      >
        {props.orders.map((listed) => (
          <OrderLine key={listed.id} order={listed} />
        ))}
      </GridList>
      {wide ? <div className="beside-detail">{ticket}</div> : null}
      {order && !wide ? (
        <Dialog
          isOpen
          onClose={() => setChosen(null)}
          title={text('detailOf', { number: order.number, customer: order.customer })}
          buttons={<Button onPress={() => setChosen(null)}>{common('close')}</Button>}
        >
          {ticket}
        </Dialog>
      ) : null}
    </div>
  );
}

function OrderLine({ order }: { order: OrderSummary }) {
  const text = useTexts('orders');
  const language = useLanguage();
  const job = jobInView(order);
  const due = order.dueAt ? ` ${text('due', { time: clockTime(order.dueAt, language) })}` : '';
  return (
    <GridListItem
      id={order.id}
      textValue={`${order.number} ${order.customer}`}
      className={`order ${order.cancelled ? 'order-cancelled' : ''}`}
    >
      <span className="order-number figures">{order.number}</span>
      <span className="order-who">
        <span>{order.customer}</span>
        <span className="quiet">
          {text(`fulfilment.${order.fulfilment}`)}
          {due} · {text('items', { count: order.itemCount })}
        </span>
      </span>
      <span className="order-state">
        <StateMark tone={order.cancelled ? 'unknown' : job ? jobTone(job) : 'unknown'}>
          {order.cancelled ? text('cancelled') : job ? text(`job.${job.state}`) : text('noTicket')}
        </StateMark>
        <span className="quiet small">
          <ClockTime at={order.seenAt} />
        </span>
      </span>
    </GridListItem>
  );
}
