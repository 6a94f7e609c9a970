import { type ReactNode, useState } from 'react';
import type { BonwartError } from '../../../src-shared/contract/errors.ts';
import type { Signer } from '../../../src-shared/contract/sign-off.ts';
import type { Signature } from '../../../src-shared/sign-off/chain-line.ts';
import { Button } from '../../design/button.tsx';
import { ChoiceCards } from '../../design/choice.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { ErrorNotice } from '../../design/error-notice.tsx';
import { Field, PasswordField } from '../../design/field.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { SignaturePad } from './signature-pad.tsx';

/** Who signs, with what. */
export interface Pen {
  readonly role: Signer['role'];
  readonly personId: string;
  readonly pin: string;
  readonly signature: Signature;
}

interface SignDialogProps {
  readonly title: string;
  readonly meaning: string;
  readonly signers: readonly Signer[];
  readonly busy: boolean;
  readonly error: BonwartError | null;
  /** What is asked beside the signature, and whether it is complete. */
  readonly children?: ReactNode;
  readonly ready?: boolean;
  readonly onSign: (pen: Pen) => void;
  readonly onClose: () => void;
}

/** Name, PIN, and a signature that is drawn or typed. */
export function SignDialog({ signers, busy, ready = true, onSign, onClose, ...props }: SignDialogProps) {
  const text = useTexts('signOff');
  const common = useTexts('common');
  const [personId, setPersonId] = useState<string | null>(signers.length === 1 ? (signers[0]?.id ?? null) : null);
  const [pin, setPin] = useState('');
  const [way, setWay] = useState<Signature['kind']>('drawn');
  const [strokes, setStrokes] = useState<number[][]>([]);
  const [typed, setTyped] = useState('');
  const signer = signers.find(({ id }) => id === personId);
  const drawn = strokes.some((stroke) => stroke.length > 6);
  const complete = ready && signer !== undefined && pin !== '' && (way === 'drawn' ? drawn : typed.trim().length >= 2);
  const sign = () => {
    if (!signer || !complete) return;
    const signature: Signature = way === 'drawn' ? { kind: way, strokes } : { kind: way, text: typed };
    onSign({ role: signer.role, personId: signer.id, pin, signature });
  };
  return (
    <Dialog
      isOpen
      kind="alert"
      onClose={onClose}
      title={props.title}
      buttons={
        <>
          <Button kind="primary" isDisabled={!complete || busy} onPress={sign}>
            {busy ? text('signing') : text('signNow')}
          </Button>
          <Button onPress={onClose}>{common('cancel')}</Button>
        </>
      }
    >
      <p>{props.meaning}</p>
      {props.children}
      <ChoiceCards
        label={text('who')}
        value={personId}
        onChange={setPersonId}
        choices={signers.map(({ id, name, role }) => ({ value: id, title: name, detail: text(`role.${role}`) }))}
      />
      <PasswordField label={text('pin')} value={pin} maxLength={100} onChange={setPin} />
      <ChoiceCards
        across
        label={text('way')}
        value={way}
        onChange={setWay}
        choices={[
          { value: 'drawn', title: text('draw'), detail: text('drawMeaning') },
          { value: 'typed', title: text('type'), detail: text('typeMeaning') },
        ]}
      />
      {way === 'drawn' ? (
        <SignaturePad strokes={strokes} onChange={setStrokes} />
      ) : (
        <Field label={text('typedName')} value={typed} maxLength={100} onChange={setTyped} />
      )}
      {props.error ? <ErrorNotice error={props.error} /> : null}
    </Dialog>
  );
}
