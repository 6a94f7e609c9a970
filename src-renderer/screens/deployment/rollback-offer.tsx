import { Undo2 } from 'lucide-react';
import { useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { goToWayBack } from '../../stores/navigation.ts';

/** The way back to the previous version. Apart, never the default; the page that it opens says what happens to the orders. */
export function RollbackOffer({ targetId }: { targetId: string }) {
  const text = useTexts('deployment');
  const wayBack = useTexts('wayBack');
  const { answer } = useCall('rollback.offer', { targetId });
  if (answer.state !== 'loaded') return null;
  const { from, to, toOldService, possible } = answer.value;
  if (!possible && from === null) return null;
  if (!possible)
    return (
      <section className="deployment-apart">
        <div>
          <Button kind="quiet" icon={Undo2} onPress={goToWayBack}>
            {wayBack('toPage')}
          </Button>
        </div>
      </section>
    );
  const values = { from: from ?? '', to: to ?? '' };
  return (
    <section className="deployment-apart">
      <h2>{toOldService ? text('oldTitle') : text('rollbackTitle', values)}</h2>
      <p className="quiet">{toOldService ? text('oldMeaning') : text('rollbackMeaning', values)}</p>
      <div>
        <Button kind="danger" icon={Undo2} onPress={goToWayBack}>
          {toOldService ? text('old') : text('rollback', values)}
        </Button>
      </div>
    </section>
  );
}
