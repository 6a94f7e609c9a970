import { useState } from 'react';
import type { BonwartError } from '../../../src-shared/contract/errors.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Field } from '../../design/field.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { NameField, useNameOfWho } from '../../roles/name-field.tsx';

interface NoteDialogProps {
  readonly title: string;
  readonly lead: string;
  /** What stands there before somebody has typed. */
  readonly first: string;
  readonly busy: boolean;
  readonly error: BonwartError | null;
  readonly onKeep: (note: string, person: string) => void;
  readonly onClose: () => void;
}

/** A sentence of a person on something that is not as it should be. */
export function NoteDialog({ title, lead, first, busy, error, onKeep, onClose }: NoteDialogProps) {
  const text = useTexts('signOff');
  const common = useTexts('common');
  const [note, setNote] = useState(first);
  const { name, complete: named } = useNameOfWho();
  const complete = note.trim().length >= 3 && named;
  const keep = () => {
    if (complete) onKeep(note, name);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      buttons={
        <>
          <Button kind="primary" isDisabled={!complete || busy} onPress={keep}>
            {busy ? text('saving') : text('save')}
          </Button>
          <Button onPress={onClose}>{common('cancel')}</Button>
        </>
      }
    >
      <p>{lead}</p>
      <Field label={text('explanation')} value={note} maxLength={500} lines onChange={setNote} />
      <NameField />
      {error ? <ErrorNotice error={error} onRetry={keep} /> : null}
    </Dialog>
  );
}
