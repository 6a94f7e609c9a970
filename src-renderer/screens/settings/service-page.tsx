import { useState } from 'react';
import type { ResponseOf } from '../../../src-shared/contract/contract.ts';
import { useAct, useCall } from '../../bridge/use-call.ts';
import { announce } from '../../design/announcer.tsx';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { RoleHint } from '../../roles/role-hint.tsx';
import { goTo } from '../../stores/navigation.ts';
import { SettingsPage } from './restaurant-draft.tsx';
import { type SettingChange, settingChanges } from './service-draft.ts';
import { ServiceForm, useSettingWords } from './service-form.tsx';

type Written = ResponseOf<'serviceSettings.read'>;

/** The print service's own settings: changed here, looked at once more, used, and taken back with one press. */
export function ServicePage({ targetId }: { targetId: string }) {
  const text = useTexts('serviceSettings');
  const { answer, again } = useCall('serviceSettings.read', { targetId });
  const [stored, setStored] = useState<Written | null>(null);
  const known = stored ?? (answer.state === 'loaded' ? answer.value : null);
  return (
    <SettingsPage title={text('title')} onBack={() => goTo('settings')}>
      <p className="quiet">{text('meaning')}</p>
      <RoleHint call="serviceSettings.write" />
      {answer.state === 'loading' && !known ? <Waiting onAgain={again} /> : null}
      {answer.state === 'refused' && !known ? <ErrorNotice error={answer.error} onRetry={again} /> : null}
      {known ? <Editor targetId={targetId} known={known} onStored={setStored} /> : null}
    </SettingsPage>
  );
}

interface EditorProps {
  readonly targetId: string;
  readonly known: Written;
  readonly onStored: (written: Written) => void;
}

function Editor({ targetId, known, onStored }: EditorProps) {
  const text = useTexts('serviceSettings');
  const [typed, setTyped] = useState<Written>({});
  const [before, setBefore] = useState<Written | null>(null);
  const write = useAct('serviceSettings.write');
  const { changes, isValid } = settingChanges(known, typed);
  const store = async (wanted: Written, isUndo: boolean) => {
    const answer = await write.act({ targetId, changes: wanted });
    if (!answer) return;
    setBefore(isUndo ? null : answer.before);
    setTyped({});
    onStored(answer.now);
    announce(text(isUndo ? 'undone' : 'applied'));
  };
  return (
    <>
      <ServiceForm known={known} typed={typed} onType={(part) => setTyped({ ...typed, ...part })} />
      {write.error ? <ErrorNotice error={write.error} /> : null}
      {before && changes.length === 0 ? (
        <div className="row">
          <StateMark tone="good">{text('applied')}</StateMark>
          <Button isDisabled={write.busy} onPress={() => void store(before, true)}>
            {write.busy ? text('applying') : text('undo')}
          </Button>
        </div>
      ) : null}
      {changes.length > 0 || !isValid ? (
        <div className="restaurant-store">
          <Difference changes={changes} />
          <div className="row">
            <Button
              kind="primary"
              isDisabled={write.busy || !isValid}
              onPress={() => void store(Object.fromEntries(changes.map(({ key, after }) => [key, after])), false)}
            >
              {write.busy ? text('applying') : text('apply')}
            </Button>
            <Button kind="quiet" isDisabled={write.busy} onPress={() => setTyped({})}>
              {text('discard')}
            </Button>
          </div>
          <p className="quiet small">{isValid ? text('applyMeaning') : text('fixFirst')}</p>
        </div>
      ) : null}
    </>
  );
}

/** What would be different, in words, before anything is. */
function Difference({ changes }: { changes: readonly SettingChange[] }) {
  const text = useTexts('serviceSettings');
  const words = useSettingWords();
  if (changes.length === 0) return null;
  return (
    <div className="settings-difference">
      <h2 className="small">{text('difference')}</h2>
      <ul>
        {changes.map(({ key, before, after }) => (
          <li key={key}>
            <strong>{text(`label.${key}`)}</strong>:{' '}
            {text('fromTo', { before: words(key, before), after: words(key, after) })}
          </li>
        ))}
      </ul>
    </div>
  );
}
