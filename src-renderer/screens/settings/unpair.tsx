import { useState } from 'react';
import type { Target } from '../../../src-shared/contract/targets.ts';
import { useAct } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { goHome } from '../../stores/navigation.ts';

/** Lets the Pi go. Says what goes and what stays; the safe answer is the default. */
export function Unpair({ target }: { target: Target }) {
  const text = useTexts('settings');
  const common = useTexts('common');
  const [asking, setAsking] = useState(false);
  const [left, setLeft] = useState<readonly string[]>([]);
  const unpair = useAct('targets.unpair');
  const close = () => {
    setAsking(false);
    unpair.forget();
  };
  const act = async (force: boolean) => {
    const answer = await unpair.act({ targetId: target.id, force });
    if (!answer) return;
    if (answer.left.length === 0) return goHome();
    setLeft(answer.left);
    setAsking(false);
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
      <Dialog
        title={text('unpaired', { name: target.name })}
        isOpen={left.length > 0}
        onClose={goHome}
        buttons={<Button onPress={goHome}>{common('close')}</Button>}
      >
        <p>{text('left')}</p>
        <ul className="detail-text">
          {left.map((path) => (
            <li key={path}>{path}</li>
          ))}
        </ul>
      </Dialog>
    </section>
  );
}
