import { ShoppingBag } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { PracticeState } from '../../../src-shared/contract/practice.ts';
import { useAct } from '../../bridge/use-call.ts';
import { announce } from '../../design/announcer.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Fold } from '../../design/fold.tsx';
import { Icon } from '../../design/icon.tsx';
import { inLanguage } from '../../language/format.ts';
import { ClockTime } from '../../language/time.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';

/** Orders of every day, shown at once; the rarer ones are folded away. */
const everyday = ['delivery', 'pickup-asap', 'paid', 'cash', 'dine-in', 'edited'];

/** Placed orders that are named below the cards. */
const ordersShown = 4;

/** The pretend shop: each card is an order that somebody could place. */
export function Shop({ state }: { state: PracticeState }) {
  const text = useTexts('practice');
  const place = useAct('practice.placeOrder');
  const [placing, setPlacing] = useState<string | null>(null);
  const order = async (sample: string) => {
    setPlacing(sample);
    const placed = await place.act({ sample });
    setPlacing(null);
    if (placed) announce(text('ordered', { number: placed.number }));
  };
  const usual = everyday.flatMap((id) => state.samples.filter((sample) => sample.id === id));
  const rarer = state.samples.filter((sample) => !everyday.includes(sample.id));
  const last = state.orders.slice(0, ordersShown);
  return (
    <section className="shop" aria-labelledby="shop-title">
      <h2 id="shop-title">{text('shopLead')}</h2>
      <Cards samples={usual} placing={placing} order={order} />
      {rarer.length > 0 ? (
        <Fold title={text('moreOrders', { count: rarer.length })}>
          <Cards samples={rarer} placing={placing} order={order} />
        </Fold>
      ) : null}
      {place.error ? <ErrorNotice error={place.error} /> : null}
      <div>
        <h3>{text('lastOrders')}</h3>
        {last.length === 0 ? <p className="quiet">{text('noOrders')}</p> : null}
        <ol className="shop-orders">
          {last.map((placed) => (
            <li key={placed.number}>
              <strong className="figures">{placed.number}</strong> {placed.title}{' '}
              <span className="quiet">
                <ClockTime at={placed.placedAt} />
              </span>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

interface CardsProps {
  readonly samples: PracticeState['samples'];
  readonly placing: string | null;
  readonly order: (sample: string) => Promise<void>;
}

/** Each card is one large button. */
function Cards({ samples, placing, order }: CardsProps) {
  const text = useTexts('practice');
  const language = useLanguage();
  return (
    <ul className="shop-cards">
      {samples.map((sample) => {
        const title = inLanguage(sample.title, language);
        return (
          <li key={sample.id}>
            <AriaButton className="shop-card" isDisabled={placing !== null} onPress={() => void order(sample.id)}>
              <span className="shop-card-title">
                <span className="hidden-words">{text('order')}: </span>
                {title}
              </span>
              <span className="quiet small">{inLanguage(sample.explanation, language)}</span>
              <span className="shop-card-order" aria-hidden="true">
                <Icon of={ShoppingBag} size={18} />
                {placing === sample.id ? text('ordering') : text('order')}
              </span>
            </AriaButton>
          </li>
        );
      })}
    </ul>
  );
}
