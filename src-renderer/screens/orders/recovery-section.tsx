import type { RecoverySession } from '../../../src-shared/service/recovery.ts';
import { useAct, useCall } from '../../bridge/use-call.ts';
import { announce } from '../../design/announcer.tsx';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { dayAndTime, shortDuration } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { RecoveryBand } from './recovery-band.tsx';

/** The catching up of tickets: what runs now with its controls, a way to begin, and how it went before. */
export function RecoverySection({ targetId, word }: { targetId: string; word: string | undefined }) {
  const text = useTexts('orders');
  const { answer, again } = useCall('recovery.read', { targetId });
  const act = useAct('recovery.act');
  const begin = async () => {
    const view = await act.act({ targetId, act: 'trigger' });
    if (!view) return;
    announce(text(view.current ? 'recovery.begun' : 'recovery.nothing'));
    again();
  };
  const view = answer.state === 'loaded' ? answer.value : null;
  return (
    <div className="stack stretch">
      <RecoveryBand targetId={targetId} word={word} />
      {view && !view.current ? <p>{text('recovery.none')}</p> : null}
      {answer.state === 'refused' ? <ErrorNotice error={answer.error} onRetry={again} /> : null}
      {view?.current ? null : (
        <div>
          <Button isDisabled={act.busy} onPress={() => void begin()}>
            {text('recovery.trigger')}
          </Button>
        </div>
      )}
      {act.error ? <ErrorNotice error={act.error} /> : null}
      {view && view.past.length > 0 ? (
        <>
          <h3>{text('recovery.past')}</h3>
          <ul className="stack stack-tight">
            {view.past.slice(0, 5).map((session) => (
              <li key={session.id}>
                <PastSession session={session} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}

/** How a session went: why it began, how many tickets, how long, and what a person had to decide. */
function PastSession({ session }: { session: RecoverySession }) {
  const text = useTexts('orders');
  const language = useLanguage();
  const took = session.completedAt ? Date.parse(session.completedAt) - Date.parse(session.startedAt) : 0;
  return (
    <>
      <StateMark tone={session.phase === 'failed' ? 'bad' : session.failed > 0 ? 'attention' : 'good'}>
        {text(`recovery.type.${session.type}`)}
      </StateMark>
      <p className="quiet small">
        {dayAndTime(session.startedAt, language)} ·{' '}
        {text('recovery.pastCount', { done: session.processed - session.failed, count: session.total })} ·{' '}
        {shortDuration(took, language)}
      </p>
    </>
  );
}
