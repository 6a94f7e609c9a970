import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { type PersonOfPc, rolesCount } from '../../../src-shared/roles/person.ts';
import { useAct, useCall } from '../../bridge/use-call.ts';
import { announce } from '../../design/announcer.tsx';
import { Button } from '../../design/button.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { Waiting } from '../../design/waiting.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { RoleHint } from '../../roles/role-hint.tsx';
import { ensureMay } from '../../roles/sign-in.ts';
import { goTo } from '../../stores/navigation.ts';
import { IdleLockPart } from './idle-lock-part.tsx';
import { PersonDialog } from './person-dialog.tsx';
import { SettingsPage } from './restaurant-draft.tsx';

/** Who works at this PC, and what each of them may do. */
export function PeoplePage() {
  const text = useTexts('people');
  const { answer, again } = useCall('people.list', {});
  const [changed, setChanged] = useState<readonly PersonOfPc[] | null>(null);
  const people = changed ?? (answer.state === 'loaded' ? answer.value : null);
  return (
    <SettingsPage title={text('title')} onBack={() => goTo('settings')}>
      <div className="settings-part settings-part-wide">
        <p className="lead">{text('lead')}</p>
        {people ? (
          <People people={people} onChanged={setChanged} />
        ) : answer.state === 'refused' ? (
          <ErrorNotice error={answer.error} onRetry={again} />
        ) : (
          <Waiting onAgain={again} />
        )}
      </div>
      {people && rolesCount(people) ? <IdleLockPart /> : null}
    </SettingsPage>
  );
}

interface PeopleProps {
  readonly people: readonly PersonOfPc[];
  readonly onChanged: (people: readonly PersonOfPc[]) => void;
}

function People({ people, onChanged }: PeopleProps) {
  const text = useTexts('people');
  const roles = useTexts('roles');
  const [open, setOpen] = useState<PersonOfPc | 'new' | null>(null);
  const [removed, setRemoved] = useState<PersonOfPc | null>(null);
  const putBack = useAct('people.putBack');
  const begin = async (what: PersonOfPc | 'new') => {
    if (await ensureMay('people.change')) setOpen(what);
  };
  const takeBack = async (person: PersonOfPc) => {
    const list = await putBack.act({ personId: person.id });
    if (!list) return;
    setRemoved(null);
    onChanged(list);
    announce(text('putBack', { name: person.name }));
  };
  return (
    <>
      {rolesCount(people) ? null : <p>{text(people.length === 0 ? 'nobody' : 'noAdmin')}</p>}
      {people.length > 0 ? (
        <ul className="settings-list">
          {people.map((person) => (
            <li key={person.id} className="settings-item">
              <span className="settings-item-words">
                <strong>{person.name}</strong>
                <span className="quiet small">
                  {roles(`role.${person.role}`)} · {text(person.hasPin ? 'withPin' : 'withoutPin')}
                </span>
              </span>
              <Button aria-label={text('changeOf', { name: person.name })} onPress={() => void begin(person)}>
                {text('change')}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {removed ? (
        <div className="row">
          <StateMark tone="good">{text('removed', { name: removed.name })}</StateMark>
          <Button isDisabled={putBack.busy} onPress={() => void takeBack(removed)}>
            {text('undo')}
          </Button>
        </div>
      ) : null}
      {putBack.error ? <ErrorNotice error={putBack.error} /> : null}
      <div className="stack">
        <Button kind={people.length === 0 ? 'primary' : 'secondary'} icon={UserPlus} onPress={() => void begin('new')}>
          {text(people.length === 0 ? 'addFirst' : 'add')}
        </Button>
        <RoleHint call="people.change" />
      </div>
      {open ? (
        <PersonDialog
          key={open === 'new' ? 'new' : open.id}
          person={open === 'new' ? null : open}
          isFirst={people.length === 0}
          onKept={(list) => {
            setOpen(null);
            setRemoved(null);
            onChanged(list);
          }}
          onRemoved={(list, person) => {
            setOpen(null);
            setRemoved(person);
            onChanged(list);
            announce(text('removed', { name: person.name }));
          }}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  );
}
