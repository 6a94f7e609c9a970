import { ShoppingBag } from 'lucide-react';
import { useState } from 'react';
import type { PracticeState } from '../../../src-shared/contract/practice.ts';
import { useAct } from '../../bridge/use-call.ts';
import { announce } from '../../design/announcer.tsx';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { inLanguage } from '../../language/format.ts';
import { ClockTime } from '../../language/time.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';

/** The pretend shop: each card is an order that somebody could place. */
export function Shop({ state }: { state: PracticeState }) {
  const text = useTexts('practice');
  const language = useLanguage();
  const place = useAct('practice.placeOrder');
  const [placing, setPlacing] = useState<string | null>(null);
  const order = async (sample: string) => {
    setPlacing(sample);
    const placed = await place.act({ sample });
    setPlacing(null);
    if (placed) announce(text('ordered', { number: placed.number }));
  };
  const last = state.orders.slice(-4).reverse();
  return (
    <section className="shop" aria-labelledby="shop-title">
      <h2 id="shop-title">{text('shopLead')}</h2>
      <ul className="shop-cards">
        {state.samples.map((sample) => (
          <li key={sample.id} className="shop-card">
            <div>
              <h3>{inLanguage(sample.title, language)}</h3>
              <p className="quiet small">{inLanguage(sample.explanation, language)}</p>
            </div>
            <Button
              icon={ShoppingBag}
              isDisabled={placing !== null}
              aria-label={`${text('order')}: ${inLanguage(sample.title, language)}`}
              onPress={() => void order(sample.id)}
            >
              {placing === sample.id ? text('ordering') : text('order')}
            </Button>
          </li>
        ))}
      </ul>
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
