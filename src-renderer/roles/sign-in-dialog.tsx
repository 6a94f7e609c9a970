import { useState } from 'react';
import type { PersonOfPc } from '../../src-shared/roles/person.ts';
import { reaches } from '../../src-shared/roles/role.ts';
import { useCall } from '../bridge/use-call.ts';
import { announce } from '../design/announcer.tsx';
import { Button } from '../design/button.tsx';
import { ChoiceCards } from '../design/choice.tsx';
import { Dialog } from '../design/dialog.tsx';
import { ErrorNotice } from '../design/error-notice.tsx';
import { Select } from '../design/select.tsx';
import { Waiting } from '../design/waiting.tsx';
import { useTexts } from '../language/use-texts.ts';
import { PinPad } from './pin-pad.tsx';
import { useNeedWords } from './role-hint.tsx';
import './roles.css';
import type { NeededRole } from './session.ts';
import { usePinTry } from './use-pin-try.ts';

interface SignInDialogProps {
  readonly needed: NeededRole | null;
  readonly onEnd: (signedIn: boolean) => void;
}

/** Who are you, and your PIN. Says what it is asked for, and only offers people who may. */
export default function SignInDialog({ needed, onEnd }: SignInDialogProps) {
  const text = useTexts('roles');
  const common = useTexts('common');
  const words = useNeedWords();
  const { answer, again } = useCall('people.list', {});
  const people =
    answer.state === 'loaded' ? answer.value.filter(({ role }) => !needed || reaches(role, needed.needs)) : [];
  const [chosenId, choose] = useState<string | null>(lastPersonId);
  const person = people.find(({ id }) => id === chosenId) ?? (people.length === 1 ? people[0] : undefined) ?? null;
  const pinTry = usePinTry(person, ({ id, name }) => {
    lastPersonId = id;
    announce(text('signedIn', { name }));
    onEnd(true);
  });
  const ready = person !== null && !pinTry.busy && pinTry.waitMs === 0 && (pinTry.pin.length >= 4 || !pinTry.needsPin);
  return (
    <Dialog
      isOpen
      onClose={() => onEnd(false)}
      title={text('title')}
      buttons={
        <>
          <Button kind="primary" type="submit" form="sign-in" isDisabled={!ready}>
            {pinTry.busy ? text('checking') : text('signIn')}
          </Button>
          <Button onPress={() => onEnd(false)}>{common('cancel')}</Button>
        </>
      }
    >
      {needed ? <p>{words(needed)}</p> : null}
      {answer.state === 'loading' ? <Waiting onAgain={again} /> : null}
      {answer.state === 'refused' ? <ErrorNotice error={answer.error} onRetry={again} /> : null}
      <form
        id="sign-in"
        className="sign-in"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void pinTry.act();
        }}
      >
        {people.length > 0 ? <Who people={people} chosen={person} onChoose={choose} /> : null}
        {person && pinTry.needsPin ? <PinPad {...pinTry} key={person.id} /> : null}
      </form>
      {pinTry.otherError ? <ErrorNotice error={pinTry.otherError} /> : null}
    </Dialog>
  );
}

/** Whoever signed in last is the likeliest to do it again. Not kept beyond the window. */
let lastPersonId: string | null = null;
/** More people than so many are a list to choose from. */
const mostCards = 6;

interface WhoProps {
  readonly people: readonly PersonOfPc[];
  readonly chosen: PersonOfPc | null;
  readonly onChoose: (id: string) => void;
}

function Who({ people, chosen, onChoose }: WhoProps) {
  const text = useTexts('roles');
  if (people.length === 1 && chosen)
    return (
      <p className="sign-in-who">{text('nameAndRole', { name: chosen.name, role: text(`role.${chosen.role}`) })}</p>
    );
  if (people.length > mostCards)
    return (
      <Select
        label={text('who')}
        value={chosen?.id ?? ''}
        onChange={onChoose}
        choices={[
          ...(chosen ? [] : [{ value: '', title: text('choose') }]),
          ...people.map(({ id, name, role }) => ({
            value: id,
            title: text('nameAndRole', { name, role: text(`role.${role}`) }),
          })),
        ]}
      />
    );
  return (
    <ChoiceCards
      label={text('who')}
      across
      value={chosen?.id ?? null}
      onChange={onChoose}
      choices={people.map(({ id, name, role }) => ({ value: id, title: name, detail: text(`role.${role}`) }))}
    />
  );
}
