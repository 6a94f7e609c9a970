import { ArchiveRestore, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { RestoreProof, Stored } from '../../../src-shared/bonctl/stored.ts';
import { useAct, useCall } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { bytes, dayAndTime } from '../../language/format.ts';
import { useLanguage } from '../../language/use-language.ts';
import { useTexts } from '../../language/use-texts.ts';
import { goToWayBack } from '../../stores/navigation.ts';

/** What the Pi keeps to go back to: versions and backups, with age and size; each backup can be restored for a trial. */
export function StoredSection({ targetId }: { targetId: string }) {
  const text = useTexts('history');
  const { answer, again } = useCall('stored.list', { targetId });
  return (
    <section className="stack stretch" aria-label={text('kept')}>
      <h2>{text('kept')}</h2>
      <p className="quiet">{text('keptLead')}</p>
      <div>
        <Button icon={Undo2} onPress={goToWayBack}>
          {text('toWayBack')}
        </Button>
      </div>
      {answer.state === 'loading' ? <Waiting onAgain={again} /> : null}
      {answer.state === 'refused' ? <ErrorNotice error={answer.error} onRetry={again} /> : null}
      {answer.state === 'loaded' ? <Kept stored={answer.value} targetId={targetId} /> : null}
    </section>
  );
}

function Kept({ stored, targetId }: { stored: Stored; targetId: string }) {
  const text = useTexts('history');
  const language = useLanguage();
  return (
    <>
      <h3>{text('versions')}</h3>
      <ul className="kept-list">
        {stored.releases.map(({ version, confirmed, sizeBytes, installedAt }) => (
          <li key={version} className="kept">
            <span className="history-title">{version}</span>
            <span className="quiet">
              {version === stored.current
                ? text('versionNow')
                : version === stored.previous
                  ? text('versionBack')
                  : text(confirmed ? 'versionKept' : 'versionFailed')}
            </span>
            <span className="quiet small figures">
              {dayAndTime(installedAt, language)} · {bytes(sizeBytes, language)}
            </span>
          </li>
        ))}
      </ul>
      <h3>{text('backups')}</h3>
      {stored.backups.length === 0 ? <p className="quiet">{text('noBackups')}</p> : null}
      <ul className="kept-list">
        {stored.backups.map((backup) => (
          <Backup key={backup.runId} backup={backup} targetId={targetId} />
        ))}
      </ul>
    </>
  );
}

function Backup({ backup, targetId }: { backup: Stored['backups'][number]; targetId: string }) {
  const text = useTexts('history');
  const language = useLanguage();
  const prove = useAct('stored.prove');
  const [value, setValue] = useState<RestoreProof | null>(null);
  const when = dayAndTime(backup.at, language);
  return (
    <li className="kept">
      <span className="history-title">{when}</span>
      <span className="quiet">
        {backup.release ? text('backupOf', { version: backup.release }) : text('backupFirst')}
        {backup.oldService ? ` · ${text('withOldService')}` : ''}
      </span>
      <span className="quiet small figures">{bytes(backup.sizeBytes, language)}</span>
      <div className="kept-proof" aria-live="polite">
        <Button
          icon={ArchiveRestore}
          isDisabled={prove.busy}
          aria-label={`${text('prove')}: ${when}`}
          onPress={() => void prove.act({ targetId, runId: backup.runId }).then(setValue)}
        >
          {text(prove.busy ? 'proving' : 'prove')}
        </Button>
        {value?.proven ? (
          <StateMark tone="good">
            {value.orders === null ? text('provenFiles') : text('proven', { count: value.orders })}
          </StateMark>
        ) : null}
        {value && !value.proven ? <StateMark tone="bad">{text('notProven', { file: value.file })}</StateMark> : null}
        {prove.error ? <ErrorNotice error={prove.error} /> : null}
      </div>
    </li>
  );
}
