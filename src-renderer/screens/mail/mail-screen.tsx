import { Mail } from 'lucide-react';
import type { PlaceProps } from '../../app/frame.tsx';
import { UnderPlaceName } from '../../app/under-place-name.tsx';
import { useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Empty, Waiting } from '../../design/waiting.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { goTo } from '../../stores/navigation.ts';
import { HistoryPage } from './history-page.tsx';
import './mail.css';
import { MailOverview } from './mail-overview.tsx';
import { RulesPage } from './rules-page.tsx';
import { SetUpWizard } from './set-up-wizard.tsx';

/** Mails: nothing yet, the way to set them up, how they are, who gets what, and what was sent. */
export default function MailScreen({ target, detail }: PlaceProps) {
  const text = useTexts('mail');
  const { answer, again } = useCall('mail.read', { targetId: target.id });
  if (answer.state === 'loading')
    return (
      <UnderPlaceName place="mail">
        <Waiting words={text('loading')} onAgain={again} />
      </UnderPlaceName>
    );
  if (answer.state === 'refused')
    return (
      <UnderPlaceName place="mail">
        <ErrorNotice error={answer.error} onRetry={again} />
      </UnderPlaceName>
    );
  const view = answer.value;
  if (detail === 'set-up') return <SetUpWizard targetId={target.id} view={view} />;
  if (!view.account) return <NothingYet />;
  if (detail === 'rules') return <RulesPage targetId={target.id} view={view} />;
  if (detail === 'history') return <HistoryPage targetId={target.id} from={view.account.from} />;
  return <MailOverview targetId={target.id} view={view} account={view.account} />;
}

/** What will be here, and the one way to get it. */
function NothingYet() {
  const text = useTexts('mail');
  return (
    <UnderPlaceName place="mail">
      <Empty icon={Mail} title={text('emptyTitle')}>
        <p>{text('empty')}</p>
        <p className="quiet">{text('emptyNeeds')}</p>
        <Button kind="primary" onPress={() => goTo('mail', 'set-up')}>
          {text('setUp')}
        </Button>
      </Empty>
    </UnderPlaceName>
  );
}
