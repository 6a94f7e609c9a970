import { ChartColumn, ReceiptText, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { PlaceProps } from '../../app/frame.tsx';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Empty, Waiting } from '../../design/waiting.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { goTo, searchIn } from '../../stores/navigation.ts';
import { useStatus } from '../../stores/status.ts';
import { FiguresPage } from './figures-page.tsx';
import { OrderList } from './order-list.tsx';
import { OrderSearch } from './order-search.tsx';
import './orders.css';
import { Questions } from './questions.tsx';
import { RecoveryBand } from './recovery-band.tsx';
import { useOrderPages } from './use-order-pages.ts';
import { useQuestions } from './use-questions.ts';

/** What waits for a person, the orders, and beside them the ticket as paper. */
export default function OrdersScreen({ target, detail }: PlaceProps) {
  if (detail === 'figures') return <FiguresPage targetId={target.id} />;
  return <Orders target={target} searchFirst={searchIn(detail)} />;
}

function Orders({ target, searchFirst }: Pick<PlaceProps, 'target'> & { searchFirst: string }) {
  const text = useTexts('orders');
  const [search, setSearch] = useState(searchFirst);
  const [chosen, setChosen] = useState<string | null>(null);
  const word = useStatus((known) => known.last?.at);
  const pages = useOrderPages(target.id, search, word);
  const questions = useQuestions(target.id, word);
  const { orders, state, error } = pages;
  const renew = () => {
    pages.again();
    questions.again();
  };
  const none = state === 'loaded' && !error && orders.length === 0;
  return (
    <div className="page">
      <header className="page-head">
        <h1>{text('title')}</h1>
        <div className="row">
          <Button icon={ChartColumn} onPress={() => goTo('orders', 'figures')}>
            {text('figures')}
          </Button>
          <Button icon={RefreshCw} onPress={renew}>
            {text('refresh')}
          </Button>
        </div>
      </header>
      <Questions targetId={target.id} orders={questions.orders} onAnswered={renew} onShow={setChosen} />
      <RecoveryBand targetId={target.id} word={word} />
      <OrderSearch first={searchFirst} onSearch={setSearch} />
      {error ? <ErrorNotice error={error} onRetry={renew} /> : null}
      {state === 'loading' && orders.length === 0 ? <Waiting words={text('loading')} onAgain={renew} /> : null}
      <p className="hidden-words" role="status">
        {search !== '' && state === 'loaded' ? text('found', { count: orders.length }) : ''}
      </p>
      {none && search !== '' ? <p>{text('nothingFound', { search })}</p> : null}
      {none && search === '' ? <NoOrders isPractice={target.kind === 'practice'} /> : null}
      {search !== '' && !pages.complete ? <p className="quiet">{text('indexing')}</p> : null}
      {orders.length > 0 || questions.orders.length > 0 ? (
        <OrderList
          targetId={target.id}
          pages={pages}
          questions={questions.orders}
          chosen={chosen}
          onChoose={setChosen}
          onChanged={renew}
        />
      ) : null}
    </div>
  );
}

function NoOrders({ isPractice }: { isPractice: boolean }) {
  const text = useTexts('orders');
  return (
    <Empty icon={ReceiptText} title={text('emptyTitle')}>
      <p>{text(isPractice ? 'emptyPractice' : 'empty')}</p>
      {isPractice ? (
        <Button kind="primary" onPress={() => goTo('practice')}>
          {text('toShop')}
        </Button>
      ) : null}
    </Empty>
  );
}
