import { useEffect, useState } from 'react';
import type { RecoveryView } from '../../../src-shared/service/recovery.ts';
import { useAct, useCall } from '../../bridge/use-call.ts';
import { useChange } from '../../bridge/use-change.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Progress } from '../../design/progress.tsx';
import { useTexts } from '../../language/use-texts.ts';

/**
 * The backlog that is being worked off after an outage: how far it is, and a way to hold it. Not there when there is none, nor on a Pi
 * whose release knows no sessions. `word` changes whenever the service has said something.
 */
export function RecoveryBand({ targetId, word }: { targetId: string; word: string | undefined }) {
  const text = useTexts('orders');
  const { answer, renew } = useCall('recovery.read', { targetId });
  const act = useAct('recovery.act');
  const [view, setView] = useState<RecoveryView | null>(null);
  useChange(word, renew);
  useEffect(() => {
    if (answer.state === 'loaded') setView(answer.value);
  }, [answer]);
  const session = view?.current;
  if (!session) return null;
  const say = async (wanted: 'pause' | 'resume' | 'cancel') => {
    const next = await act.act({ targetId, act: wanted });
    if (next) setView(next);
  };
  const words = text('recovery.progress', { done: session.processed, count: session.total });
  return (
    <section className="stack stretch recovery-band" aria-label={text('recovery.title')}>
      <Progress
        label={text(session.paused ? 'recovery.paused' : 'recovery.title')}
        words={words}
        value={session.processed}
        of={session.total}
      />
      <p className="quiet">{text(session.phase === 'validation' ? 'recovery.looking' : 'recovery.meaning')}</p>
      <div className="row">
        <Button isDisabled={act.busy} onPress={() => void say(session.paused ? 'resume' : 'pause')}>
          {text(session.paused ? 'recovery.resume' : 'recovery.pause')}
        </Button>
        {session.paused ? (
          <Button kind="quiet" isDisabled={act.busy} onPress={() => void say('cancel')}>
            {text('recovery.cancel')}
          </Button>
        ) : null}
      </div>
      {session.paused ? <p className="quiet small">{text('recovery.cancelMeaning')}</p> : null}
      {act.error ? <ErrorNotice error={act.error} /> : null}
    </section>
  );
}
