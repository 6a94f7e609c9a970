import { useState } from 'react';
import type { RequestOf, ResponseOf } from '../../../src-shared/contract/contract.ts';
import type { Target } from '../../../src-shared/contract/targets.ts';
import { useAct, useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { changeDraft, type Offer } from '../deployment/deployment-draft.ts';
import { ContactsSection } from './contacts-section.tsx';
import './guide.css';
import { InformedSection } from './informed-section.tsx';
import { WindowSection } from './window-section.tsx';

/** What people arrange around a deployment: when, who hears of it, whom to call. */
export default function GuidePage({ target, offer }: { target: Target; offer: Offer }) {
  const text = useTexts('guide');
  const common = useTexts('common');
  const { answer, again } = useCall('guide.read', { targetId: target.id });
  const change = useAct('guide.change');
  const [changed, setChanged] = useState<ResponseOf<'guide.read'> | null>(null);
  const known = changed ?? (answer.state === 'loaded' ? answer.value : null);
  const save = async (what: Omit<RequestOf<'guide.change'>, 'targetId'>) => {
    const saved = await change.act({ targetId: target.id, ...what });
    if (saved) setChanged(saved);
  };
  return (
    <div className="page deployment guide">
      <div className="stack">
        <h1>{text('title')}</h1>
        <p className="lead">{text('lead')}</p>
        <div className="row">
          <Button kind="primary" onPress={() => changeDraft({ page: 'readiness' })}>
            {text('toChecklist')}
          </Button>
          <Button onPress={() => changeDraft({ page: 'ready' })}>{common('back')}</Button>
        </div>
        {change.error ? <ErrorNotice error={change.error} /> : null}
      </div>
      {answer.state === 'refused' ? <ErrorNotice error={answer.error} onRetry={again} /> : null}
      {known ? (
        <>
          <WindowSection
            {...{ targetId: target.id, pi: target.name, version: offer.version, busy: change.busy }}
            chosen={known.guide.window}
            choose={(window) => void save({ window: window && { ...window, version: offer.version } })}
          />
          <InformedSection
            {...{ targetId: target.id, pi: target.name, version: offer.version, busy: change.busy }}
            guide={known.guide}
            templates={known.announcements}
            save={(informed) => void save({ informed })}
          />
          <ContactsSection
            contacts={known.guide.contacts}
            busy={change.busy}
            save={(contacts) => void save({ contacts })}
          />
        </>
      ) : answer.state === 'loading' ? (
        <Waiting onAgain={again} />
      ) : null}
    </div>
  );
}
