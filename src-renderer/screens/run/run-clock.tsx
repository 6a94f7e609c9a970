import { Clock, ShieldCheck, Timer } from 'lucide-react';
import type { RunView } from '../../../src-shared/bonctl/run-view.ts';
import { Icon } from '../../design/icon.tsx';
import { clockTime, duration, stopwatch } from '../../language/format.ts';
import { useNow } from '../../language/time.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { expectedTimes, goneMs, guardLeftMs } from './run-words.ts';

/** Time gone, time expected, and until when the guard waits before the Pi rolls back by itself. */
export function RunClock({ view }: { view: RunView }) {
  const text = useTexts('run');
  const language = useLanguage();
  const now = useNow(250);
  const left = guardLeftMs(view, now);
  return (
    <dl className="run-clock">
      <div>
        <dt>
          <Icon of={Timer} size={18} /> {text('gone')}
        </dt>
        <dd className="figures">{stopwatch(goneMs(view, now))}</dd>
      </div>
      {view.state === 'running' || view.state === 'created' ? (
        <div>
          <dt>
            <Icon of={Clock} size={18} /> {text('expected')}
          </dt>
          <dd>{duration(expectedTimes(view.phases).all, language)}</dd>
        </div>
      ) : null}
      {left === null || view.state === 'rolling-back' ? null : (
        <div>
          <dt>
            <Icon of={ShieldCheck} size={18} /> {text('guard')}
          </dt>
          <dd className="figures" title={text('guardMeaning')}>
            {text('guardUntil', { left: stopwatch(left), time: clockTime(now + left, language) })}
          </dd>
        </div>
      )}
    </dl>
  );
}
