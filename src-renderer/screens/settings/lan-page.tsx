import { useEffect, useRef, useState } from 'react';
import type { LanAccess } from '../../../src-shared/contract/lan-access.ts';
import type { Target } from '../../../src-shared/contract/targets.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { RoleHint } from '../../roles/role-hint.tsx';
import { goTo } from '../../stores/navigation.ts';
import { useStatus } from '../../stores/status.ts';
import { LanEditor } from './lan-editor.tsx';
import { LanState } from './lan-state.tsx';
import { SettingsPage } from './restaurant-draft.tsx';

/** Opening the print service to other devices of the restaurant: closed unless somebody wants it otherwise, and shown as it really is. */
export function LanPage({ target }: { target: Pick<Target, 'id' | 'kind'> }) {
  const text = useTexts('lanAccess');
  return (
    <SettingsPage title={text('title')} onBack={() => goTo('settings')}>
      <p className="quiet">{text(target.kind === 'practice' ? 'practice' : 'meaning')}</p>
      {target.kind === 'practice' ? null : <OfPi targetId={target.id} />}
    </SettingsPage>
  );
}

function OfPi({ targetId }: { targetId: string }) {
  const text = useTexts('lanAccess');
  const { answer, again } = useCall('lanAccess.read', { targetId });
  const [known, setKnown] = useState<LanAccess | null>(null);
  useEffect(() => {
    if (answer.state === 'loaded') setKnown(answer.value);
  }, [answer]);
  useWhenDoorChanges(again);
  if (!known) {
    if (answer.state === 'refused') return <ErrorNotice error={answer.error} onRetry={again} />;
    return <Waiting onAgain={again} />;
  }
  if (known.state === 'no-service' || known.state === 'too-old')
    return (
      <section className="settings-part">
        <p>{text(known.state === 'too-old' ? 'tooOld' : 'noService')}</p>
        <div>
          <Button onPress={() => goTo('deployment')}>{text('toDeployment')}</Button>
        </div>
      </section>
    );
  return (
    <>
      <RoleHint call="lanAccess.write" />
      <div>
        <LanState known={known} onAgain={again} />
        <LanEditor targetId={targetId} known={known} onStored={setKnown} />
      </div>
    </>
  );
}

/** The service tells with its status when its door is another: a port that became free opens it by itself. */
function useWhenDoorChanges(act: () => void): void {
  const since = useStatus(({ last }) => last?.lan?.since ?? null);
  const seen = useRef(since);
  useEffect(() => {
    if (since === seen.current) return;
    seen.current = since;
    act();
  }, [since, act]);
}
