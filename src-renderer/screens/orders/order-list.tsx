import { GridList, GridListItem } from 'react-aria-components/GridList';
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import type { OrderSummary } from '../../../src-shared/service/panel.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { useWide } from '../../design/use-wide.ts';
import { clockTime, dayAndTime } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { jobInView, jobTone } from './job-tone.ts';
import type { LoadedOrders } from './order-pages.ts';
import { TicketView } from './ticket-view.tsx';

/** Years of orders can stand here: only the lines that are in view are in the page. How high one is, it says itself. */
const rows = { estimatedRowSize: 69 };

interface OrderListProps {
  readonly targetId: string;
  readonly pages: LoadedOrders & { readonly next: () => void };
  /** Orders that may be too old to be in the list; they can be looked at all the same. */
  readonly questions: readonly OrderSummary[];
  readonly chosen: string | null;
  readonly onChoose: (id: string | null) => void;
  readonly onChanged: () => void;
}

/** The orders, the newest first, and beside them (or over them) the one in view. */
export function OrderList({ targetId, pages, questions, chosen, onChoose, onChanged }: OrderListProps) {
  const text = useTexts('orders');
  const common = useTexts('common');
  const wide = useWide();
  const { orders } = pages;
  const found = orders.find(({ id }) => id === chosen) ?? questions.find(({ id }) => id === chosen);
  const order = found ?? (wide ? (questions[0] ?? orders[0]) : undefined);
  const ticket = order ? <TicketView key={order.id} targetId={targetId} order={order} onChanged={onChanged} /> : null;
  return (
    <div className="beside">
      <div className="stack stretch">
        <Virtualizer layout={ListLayout} layoutOptions={rows} shouldObserveItemSize>
          <GridList
            className="order-list"
            aria-label={text('list')}
            // by items, so that a line is drawn again only when its order has changed
            items={orders}
            selectionMode="single"
            disallowEmptySelection={wide}
            selectedKeys={order ? [order.id] : []}
            onSelectionChange={(keys) => onChoose(keys === 'all' ? null : String([...keys][0] ?? ''))}
          >
            {(listed) => <OrderLine order={listed} />}
          </GridList>
        </Virtualizer>
        {pages.more ? (
          <div>
            <Button onPress={pages.next}>{text('loadMore')}</Button>
          </div>
        ) : null}
      </div>
      {wide ? <div className="beside-detail">{ticket}</div> : null}
      {order && !wide ? (
        <Dialog
          isOpen
          onClose={() => onChoose(null)}
          title={text('detailOf', { number: order.number, customer: order.customer })}
          buttons={<Button onPress={() => onChoose(null)}>{common('close')}</Button>}
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
  const today = new Date(order.seenAt).toDateString() === new Date().toDateString();
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
        <span className="quiet small figures">
          {today ? clockTime(order.seenAt, language) : dayAndTime(order.seenAt, language)}
        </span>
      </span>
    </GridListItem>
  );
}
