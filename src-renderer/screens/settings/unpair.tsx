import { useState } from 'react';
import type { Target } from '../../../src-shared/contract/targets.ts';
import { useAct } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { RoleHint } from '../../roles/role-hint.tsx';
import { useFarewell } from '../../stores/farewell.ts';
import { useNavigation } from '../../stores/navigation.ts';

/** Lets the Pi go. Says what goes and what stays; the safe answer is the default. */
export function Unpair({ target }: { target: Target }) {
  const text = useTexts('settings');
  const [asking, setAsking] = useState(false);
  const unpair = useAct('targets.unpair');
  const close = () => {
    setAsking(false);
    unpair.forget();
  };
  const act = async (force: boolean) => {
    const answer = await unpair.act({ targetId: target.id, force });
    if (!answer) return;
    useFarewell.setState({ name: target.name, left: answer.left });
    useNavigation.setState({ screen: { name: 'home' }, targetId: null });
  };
  return (
    <section className="settings-part">
      <h2>{text('unpair')}</h2>
      <p>{text('unpairMeaning')}</p>
      <div>
        <Button kind="danger" onPress={() => setAsking(true)}>
          {text('unpair')}
        </Button>
      </div>
      <RoleHint call="targets.unpair" />
      <Dialog
        title={text('unpairAsk', { name: target.name })}
        kind="alert"
        isOpen={asking}
        onClose={close}
        buttons={
          <>
            <Button kind="primary" onPress={close} autoFocus>
              {text('unpairKeep')}
            </Button>
            <Button kind="danger" isDisabled={unpair.busy} onPress={() => void act(false)}>
              {unpair.busy ? text('unpairing') : text('unpair')}
            </Button>
          </>
        }
      >
        <p>{text('unpairMeaning')}</p>
        {unpair.error ? (
          <ErrorNotice error={unpair.error} onRetry={() => void act(false)}>
            <Button kind="danger" onPress={() => void act(true)}>
              {text('unpairForce')}
            </Button>
            <p className="quiet small">{text('unpairForceMeaning')}</p>
          </ErrorNotice>
        ) : null}
      </Dialog>
    </section>
  );
}
