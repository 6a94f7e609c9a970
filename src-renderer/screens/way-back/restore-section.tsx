import { ArchiveRestore } from 'lucide-react';
import { useState } from 'react';
import type { RestoreOffer, Stored } from '../../../src-shared/bonctl/stored.ts';
import { useAct } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Fold } from '../../design/fold.tsx';
import { bytes, dayAndTime } from '../../language/format.ts';
import { Ago } from '../../language/time.tsx';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { RestoreOfferView } from './restore-offer.tsx';

interface RestoreSectionProps {
  readonly targetId: string;
  readonly stored: Stored;
  readonly onStarted: (runId: string) => void;
}

/** Behind a fold: few people need it, and it says first what it means. A backup is looked at before it can be restored. */
export function RestoreSection({ targetId, stored, onStarted }: RestoreSectionProps) {
  const text = useTexts('wayBack');
  const backups = stored.backups.filter(({ holdsOrders }) => holdsOrders);
  return (
    <section className="stack stretch">
      <Fold title={text('restoreFold')}>
        <div className="stack">
          <p>{text('restoreMeaning')}</p>
          <p>{text('restoreNewer')}</p>
          {backups.length === 0 ? (
            <p className="quiet">{text('noBackups')}</p>
          ) : (
            <ul className="way-back-list">
              {backups.map((backup) => (
                <Backup key={backup.runId} targetId={targetId} backup={backup} onStarted={onStarted} />
              ))}
            </ul>
          )}
        </div>
      </Fold>
    </section>
  );
}

interface BackupProps {
  readonly targetId: string;
  readonly backup: Stored['backups'][number];
  readonly onStarted: (runId: string) => void;
}

function Backup({ targetId, backup, onStarted }: BackupProps) {
  const text = useTexts('wayBack');
  const language = useLanguage();
  const look = useAct('restore.offer');
  const [offer, setOffer] = useState<RestoreOffer | null>(null);
  const when = dayAndTime(backup.at, language);
  return (
    <li className="way-back-row">
      <span className="way-back-name">{when}</span>
      <span className="quiet">
        {backup.release ? text('backupOf', { version: backup.release }) : text('backupFirst')}
      </span>
      <span className="quiet small figures">
        <Ago at={backup.at} /> · {bytes(backup.sizeBytes, language)}
      </span>
      <div className="way-back-under" aria-live="polite">
        {offer ? (
          <RestoreOfferView targetId={targetId} offer={offer} when={when} onStarted={onStarted} />
        ) : (
          <div>
            <Button
              icon={ArchiveRestore}
              isDisabled={look.busy}
              aria-label={text('lookOf', { when })}
              onPress={() => void look.act({ targetId, runId: backup.runId }).then(setOffer)}
            >
              {text(look.busy ? 'looking' : 'look')}
            </Button>
          </div>
        )}
        {look.error ? <ErrorNotice error={look.error} /> : null}
      </div>
    </li>
  );
}
