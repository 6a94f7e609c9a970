import { ArchiveRestore } from 'lucide-react';
import { useState } from 'react';
import type { RestoreOffer } from '../../../src-shared/bonctl/stored.ts';
import { useAct } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { Check } from '../../design/check.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { FactList } from '../../design/facts.tsx';
import { Field } from '../../design/field.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { duration } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { RoleHint } from '../../roles/role-hint.tsx';

interface RestoreOfferProps {
  readonly targetId: string;
  readonly offer: RestoreOffer;
  readonly when: string;
  readonly onStarted: (runId: string) => void;
}

/** What one backup is worth and would mean for the orders of now; and the press that restores it. */
export function RestoreOfferView({ targetId, offer, when, onStarted }: RestoreOfferProps) {
  const text = useTexts('wayBack');
  const language = useLanguage();
  const start = useAct('restore.start');
  const [settings, setSettings] = useState(false);
  const [reason, setReason] = useState('');
  const { proof, newer } = offer;
  const act = async () => {
    const started = await start.act({ targetId, runId: offer.runId, settings, reason });
    if (started) onStarted(started.runId);
  };
  if (!proof.proven || !newer)
    return (
      <StateMark tone="bad">{text('damaged', { file: proof.proven ? 'printer_service.db' : proof.file })}</StateMark>
    );
  const times = { all: duration(offer.expectedMs, language), pause: duration(offer.pauseMs, language) };
  return (
    <section className="stack" aria-label={text('offer', { when })}>
      <FactList
        facts={[
          [
            text('state'),
            <StateMark key="state" tone="good">
              {text('whole', { count: proof.orders ?? 0 })}
            </StateMark>,
          ],
          [
            text('since'),
            newer.orders === 0
              ? text('sinceNothing')
              : `${text('since', { count: newer.orders })}; ${text('open', { count: newer.notPrinted })}`,
          ],
          [text('time'), text('timeRestore', times)],
        ]}
      />
      <Check title={text('settings')} detail={text('settingsMeaning')} isSelected={settings} onChange={setSettings} />
      <Field label={text('reason')} placeholder={text('example')} value={reason} maxLength={500} onChange={setReason} />
      <div>
        <Button kind="danger" icon={ArchiveRestore} isDisabled={start.busy} onPress={() => void act()}>
          {text(start.busy ? 'starting' : 'restore')}
        </Button>
      </div>
      <RoleHint call="restore.start" />
      {start.error ? <ErrorNotice error={start.error} onRetry={() => void act()} /> : null}
    </section>
  );
}
