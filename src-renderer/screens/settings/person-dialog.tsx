import { useState } from 'react';
import { type PersonOfPc, personNameSchema } from '../../../src-shared/roles/person.ts';
import { isTooSimple, pinSchema } from '../../../src-shared/roles/pin.ts';
import { roles as allRoles, type Role } from '../../../src-shared/roles/role.ts';
import { useAct } from '../../bridge/use-call.ts';
import { Button } from '../../design/button.tsx';
import { ChoiceCards } from '../../design/choice.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Field, PasswordField } from '../../design/field.tsx';
import { useTexts } from '../../language/use-texts.ts';

interface PersonDialogProps {
  /** Null: somebody new. */
  readonly person: PersonOfPc | null;
  /** Nobody is there yet: whoever looks after the technology comes first. */
  readonly isFirst: boolean;
  readonly onKept: (people: readonly PersonOfPc[]) => void;
  readonly onRemoved: (people: readonly PersonOfPc[], removed: PersonOfPc) => void;
  readonly onClose: () => void;
}

/** One person: name, role, PIN. */
export function PersonDialog({ person, isFirst, onKept, onRemoved, onClose }: PersonDialogProps) {
  const text = useTexts('people');
  const roles = useTexts('roles');
  const common = useTexts('common');
  const [name, setName] = useState(person?.name ?? '');
  const [role, setRole] = useState<Role>(person?.role ?? (isFirst ? 'admin' : 'staff'));
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const add = useAct('people.add');
  const change = useAct('people.change');
  const remove = useAct('people.remove');
  const busy = add.busy || change.busy || remove.busy;
  const error = add.error ?? change.error ?? remove.error;
  const mayStayEmpty = role === 'staff' || person?.hasPin === true;
  const problems = {
    name: personNameSchema.safeParse(name).success ? null : text('nameMissing'),
    pin: pinProblem(pin, mayStayEmpty),
    again: pin === again ? null : text('pinsDiffer'),
  };
  const keep = async () => {
    setTried(true);
    if (Object.values(problems).some(Boolean)) return;
    const people = person
      ? await change.act({ personId: person.id, name, role, ...(pin === '' ? {} : { pin }) })
      : await add.act({ name, role, pin: pin === '' ? null : pin });
    if (people) onKept(people);
  };
  const letGo = async (gone: PersonOfPc) => {
    const people = await remove.act({ personId: gone.id });
    if (people) onRemoved(people, gone);
  };
  return (
    <Dialog
      isOpen
      kind="alert"
      onClose={onClose}
      title={person ? text('changeOf', { name: person.name }) : text('addTitle')}
      buttons={
        <>
          <Button kind="primary" isDisabled={busy} onPress={() => void keep()}>
            {busy ? text('keeping') : text('keep')}
          </Button>
          <Button onPress={onClose}>{common('cancel')}</Button>
          {person ? (
            <Button kind="danger" isDisabled={busy} onPress={() => void letGo(person)}>
              {text('remove')}
            </Button>
          ) : null}
        </>
      }
    >
      <Field
        label={text('name')}
        value={name}
        onChange={setName}
        maxLength={60}
        autoFocus={!person}
        problem={tried ? problems.name : null}
      />
      <ChoiceCards
        label={text('role')}
        value={role}
        onChange={setRole}
        choices={allRoles.map((value) => ({
          value,
          title: roles(`role.${value}`),
          detail: text(`may.${value}`),
        }))}
      />
      <PasswordField
        label={text(person?.hasPin ? 'newPin' : 'pin')}
        hint={text(person?.hasPin ? 'newPinHint' : role === 'staff' ? 'pinHintStaff' : 'pinHint')}
        value={pin}
        onChange={setPin}
        maxLength={12}
        problem={tried && problems.pin ? text(problems.pin) : null}
      />
      {pin === '' ? null : (
        <PasswordField
          label={text('pinAgain')}
          value={again}
          onChange={setAgain}
          maxLength={12}
          problem={tried ? problems.again : null}
        />
      )}
      {error ? <ErrorNotice error={error} onRetry={() => void keep()} /> : null}
    </Dialog>
  );
}

function pinProblem(pin: string, mayStayEmpty: boolean): 'pinMissing' | 'pinForm' | 'pinSimple' | null {
  if (pin === '') return mayStayEmpty ? null : 'pinMissing';
  if (!pinSchema.safeParse(pin).success) return 'pinForm';
  return isTooSimple(pin) ? 'pinSimple' : null;
}
