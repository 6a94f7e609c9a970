import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import type { Statistics } from '../../../src-shared/service/history.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Fold } from '../../design/fold.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { number, shortDuration } from '../../language/format.ts';
import { Ago } from '../../language/time.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { goTo } from '../../stores/navigation.ts';
import { useStatus } from '../../stores/status.ts';
import { DurationChart, TicketChart } from './day-charts.tsx';
import { FigureTable } from './figure-table.tsx';
import './figures.css';
import { periods, sumOf, withEmptyDays } from './figures.ts';
import { RecoverySection } from './recovery-section.tsx';

/** How well it prints: how many came out, how fast, what waits, and what was caught up. */
export function FiguresPage({ targetId }: { targetId: string }) {
  const text = useTexts('orders');
  const [days, setDays] = useState<(typeof periods)[number]>(30);
  const { answer, again } = useCall('orders.statistics', { targetId, days });
  const word = useStatus((known) => known.last?.at);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{text('figuresTitle')}</h1>
        <Button icon={ArrowLeft} onPress={() => goTo('orders')}>
          {text('backToOrders')}
        </Button>
      </header>
      <fieldset className="periods">
        <legend className="hidden-words">{text('period')}</legend>
        {periods.map((count) => (
          <Button
            key={count}
            kind={count === days ? 'secondary' : 'quiet'}
            aria-pressed={count === days}
            onPress={() => setDays(count)}
          >
            {text('lastDays', { count })}
          </Button>
        ))}
      </fieldset>
      {answer.state === 'loading' ? <Waiting onAgain={again} /> : null}
      {answer.state === 'refused' ? <ErrorNotice error={answer.error} onRetry={again} /> : null}
      {answer.state === 'loaded' ? <Figures statistics={answer.value} days={days} /> : null}
      <section className="stack stretch figures-recovery">
        <h2>{text('recoveryTitle')}</h2>
        <RecoverySection targetId={targetId} word={word} />
      </section>
    </div>
  );
}

function Figures({ statistics, days }: { statistics: Statistics; days: number }) {
  const text = useTexts('orders');
  const sum = sumOf(statistics);
  if (sum.all === 0) return <p>{text('noFigures')}</p>;
  const shown = withEmptyDays(statistics, days, new Date());
  return (
    <>
      <BigFigures statistics={statistics} />
      <TicketChart days={shown} />
      <DurationChart days={shown} />
      <Fold title={text('asTable')}>
        <FigureTable days={statistics.days} />
      </Fold>
    </>
  );
}

function BigFigures({ statistics }: { statistics: Statistics }) {
  const text = useTexts('orders');
  const language = useLanguage();
  const { last, silence } = useStatus();
  const { printed, firstTry, all } = sumOf(statistics);
  const seconds = (value: number | null) => (value === null ? '–' : shortDuration(value * 1000, language));
  const oldest = silence ? null : last?.queue.oldestAt;
  return (
    <dl className="big-figures">
      <div>
        <dt>{text('rate')}</dt>
        {/* Rounded down: what is not everything is never called 100 %. */}
        <dd className="figures">{number(Math.floor((printed / all) * 1000) / 10, language, 1)} %</dd>
        <dd className="quiet small">{text('rateMeaning', { printed, all, firstTry })}</dd>
      </div>
      <div>
        <dt>{text('median')}</dt>
        <dd className="figures">{seconds(statistics.medianSeconds)}</dd>
        <dd className="quiet small">{text('medianMeaning')}</dd>
      </div>
      <div>
        <dt>{text('slow')}</dt>
        <dd className="figures">{seconds(statistics.slowestTwentiethSeconds)}</dd>
        <dd className="quiet small">{text('slowMeaning')}</dd>
      </div>
      <div>
        <dt>{text('waitingNow')}</dt>
        <dd>{oldest ? <Ago at={oldest} /> : text('nothingWaits')}</dd>
      </div>
    </dl>
  );
}
